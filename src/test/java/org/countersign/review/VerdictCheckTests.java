package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.TestPolicies;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.Policy;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictCheckTests {

    private static final Set<Kind> SEEING = Stage.JUDGE.verdicts(true);
    private static final Set<Kind> BLIND = Stage.JUDGE.verdicts(false);

    @Test
    void takesABareLabelFromWhoJudgesBlind() {
        assertThat(check(BLIND, null, "bad", null, null, null))
                .isEqualTo(new Verdict(Kind.LABEL, "bad", null, null, null));
    }

    @Test
    void fillsInTheLabelThatIsConfirmed() {
        assertThat(check(SEEING, "CONFIRM", null, null, null, " ").label()).isEqualTo("good");
        assertThat(check(SEEING, "CONFIRM", "good", null, null, null).label()).isEqualTo("good");
    }

    @Test
    void dropsALabelThatAnAbstentionHasNoPlaceFor() {
        assertThat(check(SEEING, "ABSTAIN", "bad", null, "language", null).label())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, -, -, /verdict",
                "LABEL, bad, -, -, -, /verdict",
                "VETO, -, other, -, -, /verdict",
                "confirm, -, -, -, -, /verdict",
                "CONFIRM, bad, -, -, -, /label",
                "OVERRIDE, good, other, -, -, /label",
                "OVERRIDE, -, other, -, -, /label",
                "OVERRIDE, splendid, other, -, -, /label",
                "OVERRIDE, bad, -, -, -, /reasonCode",
                "OVERRIDE, bad, mood, -, -, /reasonCode",
                "ABSTAIN, -, -, -, -, /category",
                "ABSTAIN, -, -, lazy, -, /category",
                "ESCALATE, -, -, -, -, /comment",
                "ESCALATE, -, -, -, ' ', /comment"
            })
    void refusesWhatCannotBeSaid(
            @Nullable String verdict,
            @Nullable String label,
            @Nullable String reasonCode,
            @Nullable String category,
            @Nullable String comment,
            String pointer) {
        assertThat(problems(SEEING, verdict, label, reasonCode, category, comment))
                .extracting(Problem::pointer)
                .containsExactly(pointer);
    }

    @Test
    void letsNobodyConfirmWhatTheyHaveNotSeen() {
        assertThat(problems(BLIND, "CONFIRM", null, null, null, null))
                .extracting(Problem::pointer)
                .containsExactly("/verdict");
    }

    @Test
    void refusesCommentsThatCannotBeKept() {
        assertThat(problems(BLIND, null, "bad", null, null, "x".repeat(4001))).hasSize(1);
        assertThat(problems(BLIND, null, "bad", null, null, "a\0b")).hasSize(1);
        assertThat(check(BLIND, null, "bad", null, null, "x".repeat(4000)).comment())
                .hasSize(4000);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(problems(SEEING, "OVERRIDE", "splendid", "mood", "lazy", null))
                .extracting(Problem::pointer)
                .containsExactly("/label", "/reasonCode", "/category");
    }

    private static Verdict check(
            Set<Kind> allowed,
            @Nullable String verdict,
            @Nullable String label,
            @Nullable String reasonCode,
            @Nullable String category,
            @Nullable String comment) {
        return new VerdictCheck(policy(), allowed, "good")
                .check(new VerdictInput(verdict, label, reasonCode, category, comment, "version"));
    }

    private static List<Problem> problems(
            Set<Kind> allowed,
            @Nullable String verdict,
            @Nullable String label,
            @Nullable String reasonCode,
            @Nullable String category,
            @Nullable String comment) {
        return catchThrowableOfType(
                        InvalidInput.class, () -> check(allowed, verdict, label, reasonCode, category, comment))
                .problems();
    }

    static Policy policy() {
        return policy(Policy.Assurance.REQUIRED);
    }

    static Policy policy(Policy.Assurance assurance) {
        var p = TestPolicies.credit();
        var r = p.review();
        return new Policy(
                p.useCase(),
                p.title(),
                p.version(),
                p.labels(),
                p.labelColumn(),
                p.ignoredColumns(),
                p.fields(),
                p.floor(),
                assurance,
                p.segments(),
                p.errorBudget(),
                p.spotChecks(),
                new Policy.Review(
                        r.blind(),
                        r.queue(),
                        r.escalation(),
                        r.queues(),
                        r.due(),
                        Map.of("other", "Other"),
                        Map.of("language", "I do not understand it")),
                p.supervision(),
                p.learning());
    }
}
