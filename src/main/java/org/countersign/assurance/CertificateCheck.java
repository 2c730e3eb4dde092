package org.countersign.assurance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.countersign.assurance.Certificate.Method;
import org.countersign.decision.LedgerJson;
import org.jspecify.annotations.Nullable;

/** Computes a certificate again from its own contents, with no database and nobody's word. */
public record CertificateCheck(boolean holds, String sentence) {

    private static final double CLOSE = 1e-9;
    private static final String NOTHING = "Computed again, its evidence certifies nothing.";

    /** What a certificate says of its evidence. */
    private record Computed(
            double threshold,
            long n,
            double k,
            @Nullable Double p,
            @Nullable Double logWealth) {

        boolean isClose(Computed other) {
            return n == other.n && isClose(k, other.k) && isClose(p, other.p) && isClose(logWealth, other.logWealth);
        }

        private static boolean isClose(@Nullable Double a, @Nullable Double b) {
            if (a == null || b == null) {
                return a == null && b == null;
            }
            return Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a));
        }

        @Override
        public String toString() {
            return n + " cases with " + k + " wrong ones" + (p == null ? "" : ", p " + p)
                    + (logWealth == null ? "" : ", ln wealth " + logWealth);
        }
    }

    /** Checks the text of an exported certificate. */
    public static CertificateCheck of(String json) {
        try {
            return of(LedgerJson.read(json, CertificateFile.class));
        } catch (RuntimeException unreadable) {
            return fails("It cannot be read as an exported certificate: " + unreadable.getMessage());
        }
    }

    static CertificateCheck of(CertificateFile file) {
        var certificate = file.certificate();
        var proof = certificate.proof();
        var digest = "";
        for (var part : file.evidence()) {
            digest = EvidenceLog.digest(digest, part);
        }
        if (!certificate.seal(digest).equals(proof.digest())) {
            return fails("Its evidence or what it is for was altered: that does not have the digest that it names.");
        }
        if (Math.abs(proof.delta() - proof.policyDelta() / proof.cells() * Cell.share(proof.round()) / 2) > CLOSE) {
            return fails("Its delta is not the share of the policy's delta that it is entitled to.");
        }
        return certificate.method() == Method.BATCH
                ? batch(certificate, file.evidence())
                : stream(certificate, file.evidence());
    }

    private static CertificateCheck batch(Certificate certificate, List<String> evidence) {
        var proof = certificate.proof();
        var cases = evidence.stream()
                .flatMap(part -> Arrays.stream(part.split(" ")))
                .map(word -> word.split(":", 3))
                .map(word -> new ScoredCase(Double.parseDouble(word[0]), word[1].equals("1")))
                .toList();
        return FixedSequence.walk(proof.grid(), cases, proof.alpha(), proof.delta())
                .certified()
                .map(step -> compared(
                        certificate,
                        new Computed(step.threshold(), step.n(), step.k(), step.p(), null),
                        step.n() + " labelled cases, " + step.k() + " of them wrong"))
                .orElseGet(() -> fails(NOTHING));
    }

    private static CertificateCheck stream(Certificate certificate, List<String> evidence) {
        var proof = certificate.proof();
        var stream = WealthStream.start(proof.alpha(), proof.delta(), proof.grid());
        evidence.forEach(part -> EvidenceLog.tell(stream, proof.grid(), part));
        return stream.checked()
                .map(rung -> compared(
                        certificate,
                        new Computed(rung.threshold(), rung.accepted(), rung.wrong(), null, rung.logWealth()),
                        rung.accepted() + " decisions, about " + Math.round(rung.wrong()) + " of them wrong"))
                .orElseGet(() -> fails(NOTHING));
    }

    private static CertificateCheck compared(Certificate certificate, Computed now, String from) {
        var proof = certificate.proof();
        if (proof.threshold() != now.threshold()) {
            return fails("Computed again, its evidence certifies confidence from " + now.threshold() + " up, not from "
                    + proof.threshold() + " up.");
        }
        var said = new Computed(proof.threshold(), proof.n(), proof.k(), proof.p(), proof.logWealth());
        return now.isClose(said)
                ? holds(certificate, from)
                : fails("Computed again, its evidence comes to " + now + ", and it says " + said + ".");
    }

    private static CertificateCheck holds(Certificate c, String from) {
        return new CertificateCheck(
                true,
                String.format(
                        Locale.ROOT,
                        "It holds: from %s it follows that at most %s %% of the decisions \"%s\" of %s with confidence"
                                + " from %s up are wrong, unless something happened that has a chance of at most %s %%.%s",
                        from,
                        percent(c.proof().alpha()),
                        c.cell().label(),
                        c.cell().model(),
                        c.proof().threshold(),
                        percent(c.proof().delta()),
                        c.state() == Certificate.State.VALID
                                ? ""
                                : " It was " + c.state().name().toLowerCase(Locale.ROOT) + " since: " + c.whyEnded()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g", share * 100);
    }

    private static CertificateCheck fails(String why) {
        return new CertificateCheck(false, "It does not hold. " + why);
    }
}
