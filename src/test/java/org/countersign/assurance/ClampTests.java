package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.TestPolicies;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.PolicyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClampTests {

    private static final Standing CERTIFIED = new Standing(CertificateState.VALID, null, 0, false);

    @Test
    void theCertificateHasTheLastWordOnConfidence() {
        for (var covers : new boolean[] {true, false}) {
            var cover = new Standing.Cover("c", .9, covers);
            var standing = new Standing(CertificateState.VALID, null, 0, false, false, cover, null, .05, .1);

            var clamp = Clamp.of(TestPolicies.credit(), AUTO_APPROVE, standing, () -> true);

            assertThat(clamp.level()).isEqualTo(covers ? AUTO_APPROVE : HUMAN_IN_THE_LOOP);
            assertThat(clamp.reasons().toString().contains("covers confidence from 0.9000 up"))
                    .isEqualTo(!covers);
        }
        var revoked = new Standing(CertificateState.REVOKED, null, 0, false);
        assertThat(Clamp.of(TestPolicies.credit(), AUTO_APPROVE, revoked, () -> true)
                        .reasons()
                        .toString())
                .contains("is revoked");
    }

    @Test
    void decisionsOnTheLoopNeedACertificateWhereThePolicySaysSo() throws Exception {
        var text = Files.readString(Path.of("rules/moderation/policy.yaml"))
                .replace("delta: 0.05}", "delta: 0.05, onTheLoop: {alpha: 0.1, assurance: required}}");
        var strict = PolicyReader.read("moderation", "policy.yaml", text);
        var cover = new Standing.Cover("c", .8, true);
        var covered = new Standing(CertificateState.NONE, null, 0, false, false, null, cover, .1, .1);

        assertThat(Clamp.of(strict, HUMAN_ON_THE_LOOP, Standing.none(), () -> true)
                        .level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(Clamp.of(strict, HUMAN_ON_THE_LOOP, covered, () -> true).level())
                .isEqualTo(HUMAN_ON_THE_LOOP);
    }

    @Test
    void aWarningPutsOnTheLoopWhatWouldBeApprovedUnseen() {
        var warned = new Standing(CertificateState.VALID, null, 0, false, true, null, null, .05, .1);
        var policy = TestPolicies.credit();

        assertThat(Clamp.of(policy, AUTO_APPROVE, warned, () -> true).level()).isEqualTo(HUMAN_ON_THE_LOOP);
        assertThat(Clamp.of(policy, AUTO_APPROVE, warned, () -> false).level())
                .as("where nobody watches")
                .isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(Clamp.of(policy, HUMAN_IN_THE_LOOP, warned, () -> true).level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void letsACertifiedApprovalStand() {
        assertThat(Clamp.of(TestPolicies.credit(), AUTO_APPROVE, CERTIFIED, () -> false))
                .isEqualTo(new Clamp(AUTO_APPROVE, List.of()));
    }

    @Test
    void approvesNothingWithoutACertificate() {
        var clamp = Clamp.of(TestPolicies.credit(), AUTO_APPROVE, Standing.none(), () -> true);

        assertThat(clamp.level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(clamp.reasons()).extracting(Reason::rule).containsExactly("certificate");
    }

    @ParameterizedTest
    @EnumSource
    void neverGoesBelowTheFloor(OversightLevel ruled) {
        var clamp = Clamp.of(TestPolicies.triage(), ruled, CERTIFIED, () -> true);

        assertThat(clamp.level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(clamp.reasons().isEmpty()).isEqualTo(ruled == HUMAN_IN_THE_LOOP);
    }

    @ParameterizedTest
    @EnumSource
    void stopsEverything(OversightLevel ruled) {
        var stopped = new Standing(CertificateState.VALID, null, 0, true);

        assertThat(Clamp.of(TestPolicies.credit(), ruled, stopped, () -> true).level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void sendsToAPersonWhatNobodyWatchesAndKnowsItAgain() {
        var watched = Clamp.of(TestPolicies.credit(), HUMAN_ON_THE_LOOP, Standing.none(), () -> true);
        var unwatched = Clamp.of(TestPolicies.credit(), HUMAN_ON_THE_LOOP, Standing.none(), () -> false);

        assertThat(watched).isEqualTo(new Clamp(HUMAN_ON_THE_LOOP, List.of()));
        assertThat(unwatched.level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(Clamp.wasWatched(watched.reasons())).isTrue();
        assertThat(Clamp.wasWatched(unwatched.reasons())).isFalse();
    }
}
