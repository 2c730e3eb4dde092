package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.countersign.TestPolicies;
import org.countersign.assurance.Certificate.Method;
import org.countersign.assurance.Certificate.State;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The certificate of a stream is computed again from its log, and nothing that it says may be said otherwise. */
class CertificateCheckTests {

    private static final Policy POLICY = TestPolicies.credit();
    private static final Cell CELL = new Cell("risk-7", OversightLevel.AUTO_APPROVE, "", "good");

    /** What was told until something was certified, and then 300 decisions of which one in ten was drawn. */
    private final CertificateFile file = certified();

    @Test
    void holdsAsItWasIssued() {
        assertThat(CertificateCheck.of(file).sentence()).startsWith("It holds: from ");
        assertThat(CertificateCheck.of(LedgerJson.write(file)).holds()).isTrue();
    }

    @Test
    void noticesForgedWealth() {
        assertRefused(p -> with(p, p.n(), p.k(), 99.0), "ln wealth");
        assertRefused(p -> with(p, p.n(), p.k(), null), "ln wealth");
    }

    @Test
    void noticesForgedCounts() {
        assertRefused(p -> with(p, p.n() + 1, p.k(), p.logWealth()), "Computed again");
        assertRefused(p -> with(p, p.n(), 0, p.logWealth()), "Computed again");
    }

    /** Whoever forges the log, too, and seals it anew still cannot make it say more than it comes to. */
    @Test
    void noticesALogThatWasCutShortAndSealedAnew() {
        var c = file.certificate();
        var shorter = List.of(file.evidence().get(0).replaceAll(" [^ ]+$", ""));

        var forged = new CertificateFile(sealed(c.proof(), shorter), shorter);

        assertThat(CertificateCheck.of(forged).sentence()).startsWith("It does not hold. ");
    }

    @Test
    void noticesAnErrorThatWasTurnedIntoARightAnswer() {
        var altered = file.evidence().stream()
                .map(part -> part.replaceFirst(":1:", ":0:"))
                .toList();

        assertThat(altered).isNotEqualTo(file.evidence());
        assertThat(CertificateCheck.of(new CertificateFile(file.certificate(), altered))
                        .sentence())
                .contains("was altered");
    }

    private void assertRefused(UnaryOperator<Proof> forge, String why) {
        var forged = sealed(forge.apply(file.certificate().proof()), file.evidence());

        var check = CertificateCheck.of(new CertificateFile(forged, file.evidence()));

        assertThat(check.holds()).isFalse();
        assertThat(check.sentence()).startsWith("It does not hold. ").contains(why);
    }

    private static CertificateFile certified() {
        var delta = Cell.delta(POLICY, 1);
        var state = WealthStream.start(POLICY.errorBudget().alpha(), delta, List.of(.9, .8, .6))
                .state();
        var stream = new EvidenceStream(new EvidenceStream.Origin("s", CELL, 1, "", 0, ""), state);
        var random = new Random(3);
        var parts = new ArrayList<String>();
        for (int i = 0; stream.threshold().isEmpty(); i++) {
            stream.drawn("d-" + i, .61 + .38 * random.nextDouble(), 1, random.nextInt(100) == 0);
        }
        parts.add(stream.takeLog());
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(10) == 0) {
                stream.drawn("e-" + i, .95, .1, i == 0);
            } else {
                stream.undrawn(.95, .1);
            }
        }
        parts.add(stream.takeLog());
        return new CertificateFile(sealed(stream.proof(POLICY, ""), parts), parts);
    }

    private static Proof with(Proof p, long n, double k, @Nullable Double logWealth) {
        return new Proof(
                p.alpha(),
                p.delta(),
                p.policyDelta(),
                p.cells(),
                p.round(),
                p.grid(),
                p.threshold(),
                n,
                k,
                p.p(),
                logWealth,
                "",
                p.assumptions());
    }

    private static Certificate sealed(Proof proof, List<String> evidence) {
        var digest = "";
        for (var part : evidence) {
            digest = EvidenceLog.digest(digest, part);
        }
        return new Certificate(
                        "1",
                        "credit",
                        CELL,
                        "policy",
                        "rules",
                        Method.STREAM,
                        proof.withDigest(digest),
                        State.VALID,
                        Instant.EPOCH,
                        null,
                        null)
                .sealed();
    }
}
