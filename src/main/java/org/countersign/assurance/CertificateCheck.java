package org.countersign.assurance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.countersign.assurance.Certificate.Method;
import org.countersign.decision.LedgerJson;

/** Computes a certificate again from its own contents, with no database and nobody's word. */
public record CertificateCheck(boolean holds, String sentence) {

    private static final double CLOSE = 1e-9;

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
        if (!digest.equals(proof.digest())) {
            return fails("Its evidence was altered: it does not have the digest that the certificate names.");
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
        var step = FixedSequence.walk(proof.grid(), cases, proof.alpha(), proof.delta())
                .certified();
        return step.isPresent() && step.get().threshold() == proof.threshold()
                ? holds(
                        certificate,
                        step.get().n() + " labelled cases, " + step.get().k() + " of them wrong")
                : fails("Computed again, its evidence certifies "
                        + step.map(s -> "confidence from " + s.threshold() + " up")
                                .orElse("nothing") + ", not from "
                        + proof.threshold() + " up.");
    }

    private static CertificateCheck stream(Certificate certificate, List<String> evidence) {
        var proof = certificate.proof();
        var stream = WealthStream.start(proof.alpha(), proof.delta(), proof.grid());
        evidence.forEach(part -> EvidenceLog.tell(stream, proof.grid(), part));
        var threshold = stream.threshold();
        return threshold.isPresent() && threshold.get() == proof.threshold()
                ? holds(certificate, proof.n() + " decisions, about " + Math.round(proof.k()) + " of them wrong")
                : fails("Computed again, its evidence certifies "
                        + threshold.map(t -> "confidence from " + t + " up").orElse("nothing") + ", not from "
                        + proof.threshold() + " up.");
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
