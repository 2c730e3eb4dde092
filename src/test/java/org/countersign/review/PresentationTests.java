package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Contribution;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.countersign.decision.Request;
import org.countersign.decision.Route;
import org.countersign.decision.Versions;
import org.countersign.policy.Policy;
import org.countersign.review.Shown.Option;
import org.countersign.review.Shown.Row;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresentationTests {

    private static final Decision DECISION = decision(12_345.5);

    @Test
    void hidesTheAnswerFromWhoJudgesBlind() {
        for (var stage : List.of(Stage.JUDGE, Stage.SECOND_OPINION)) {
            var shown = shown(stage, true, List.of());

            assertThat(shown.answer()).isNull();
            assertThat(LedgerJson.write(shown)).doesNotContain("0.61", "61.8", "risk-7", "too large", "decision-1");
            assertThat(shown.verdicts()).extracting(Option::value).containsExactly("LABEL", "ABSTAIN", "ESCALATE");
        }
    }

    @Test
    void showsTheAnswerToWhoHasJudged() {
        var shown = shown(Stage.RECONSIDER, true, List.of(given(Stage.JUDGE, "zoe-1", "bad", null)));

        var answer = Objects.requireNonNull(shown.answer());
        assertThat(answer.name()).isEqualTo("good");
        assertThat(answer.confidence()).isEqualTo(61.8);
        assertThat(answer.contributions().get(0).effect()).isEqualTo("+1.25 ■■■■■■");
        assertThat(answer.contributions().get(1).effect()).isEqualTo("-0.50 ■■");
        assertThat(answer.reasons()).extracting(Shown.Why::text).containsExactly("too large");
        assertThat(shown.guidance()).contains("You decided \"bad\". The model says \"good\".");
    }

    @Test
    void tellsTheThirdPersonWhatTheOthersSaidButNotWhoTheyAre() {
        var shown = shown(
                Stage.ADJUDICATE,
                true,
                List.of(
                        given(Stage.JUDGE, "zoe-1", "bad", "odd"),
                        given(Stage.JUDGE, "zoe-3", null, null),
                        given(Stage.SECOND_OPINION, "zoe-2", "good", null)));

        assertThat(shown.earlier())
                .containsExactly(
                        new Shown.Earlier("first person", "bad", "odd"),
                        new Shown.Earlier("second person", "good", "no comment"));
        assertThat(LedgerJson.write(shown)).doesNotContain("zoe-1", "zoe-2", "zoe-3");
    }

    @Test
    void tellsTheThirdPersonNothingOfTheModelBeforeTheyJudge() {
        var given = List.of(
                given(Stage.JUDGE, "zoe-1", "bad", "odd"),
                given(Stage.RECONSIDER, "zoe-1", "good", "the model is right"),
                given(Stage.SECOND_OPINION, "zoe-2", "bad", "very odd"));

        var blind = shown(Stage.ADJUDICATE, true, given);
        assertThat(blind.answer()).isNull();
        assertThat(blind.earlier())
                .containsExactly(
                        new Shown.Earlier("first person", "good", "no comment"),
                        new Shown.Earlier("second person", "bad", "very odd"));
        assertThat(LedgerJson.write(blind)).doesNotContain("0.61", "61.8", "risk-7", "too large", "is right");
        assertThat(shown(Stage.ADJUDICATE, false, given).answer()).isNotNull();
    }

    @Test
    void saysInEachTaskThatThePolicyWaivesTheCertificate() {
        var waived = "without a certificate: the policy waives it";

        for (var stage : Stage.values()) {
            assertThat(shown(stage, true, List.of(given(Stage.JUDGE, "zoe-1", "bad", null)))
                            .guidance())
                    .doesNotContain(waived);
            var at = at(DECISION, stage, true, List.of(given(Stage.JUDGE, "zoe-1", "bad", null)));
            var advisory = new TaskAtHand(
                    stage,
                    DECISION,
                    VerdictCheckTests.policy(Policy.Assurance.ADVISORY),
                    at.review(),
                    at.given(),
                    Set.of());
            assertThat(Presentation.of(advisory, "task-1").guidance()).contains(waived);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JUDGE", "SECOND_OPINION", "RECONSIDER", "SUPERVISE"})
    void tellsNobodyElseWhatOthersSaid(Stage stage) {
        assertThat(shown(stage, true, List.of(given(Stage.JUDGE, "zoe-1", "bad", "odd")))
                        .earlier())
                .isEmpty();
    }

    @Test
    void putsValuesIntoWords() {
        assertThat(shown(Stage.JUDGE, true, List.of()).fields())
                .contains(
                        new Row("credit_amount", "12345.5"),
                        new Row("duration_months", "24"),
                        new Row("savings", "missing"),
                        new Row("purpose", "A43"));
    }

    @Test
    void changesItsVersionWithWhatItShowsAndOnlyThen() {
        var once = shown(Stage.JUDGE, true, List.of()).contentVersion();

        assertThat(shown(Stage.JUDGE, true, List.of()).contentVersion()).isEqualTo(once);
        assertThat(shown(Stage.JUDGE, false, List.of()).contentVersion()).isNotEqualTo(once);
        assertThat(Presentation.of(at(decision(12_346), Stage.JUDGE, true, List.of()), "task-1")
                        .contentVersion())
                .isNotEqualTo(once);
    }

    @Test
    void givesTheCaseAReferenceThatTellsNothing() {
        var reference = shown(Stage.JUDGE, true, List.of()).reference();

        assertThat(reference).hasSize(8);
        assertThat("task-1 " + DECISION.id()).doesNotContain(reference);
    }

    private static Shown shown(Stage stage, boolean blind, List<GivenVerdict> given) {
        return Presentation.of(at(DECISION, stage, blind, given), "task-1");
    }

    private static TaskAtHand at(Decision decision, Stage stage, boolean blind, List<GivenVerdict> given) {
        var review = stage == Stage.SUPERVISE
                ? null
                : new Review(
                        "review-1",
                        decision.id(),
                        "credit",
                        Review.Purpose.REVIEW,
                        "credit-review",
                        blind,
                        false,
                        Instant.EPOCH,
                        null,
                        null,
                        null);
        return new TaskAtHand(stage, decision, VerdictCheckTests.policy(), review, given, Set.of());
    }

    private static GivenVerdict given(Stage stage, String person, @Nullable String label, @Nullable String comment) {
        var kind = label == null ? Kind.ABSTAIN : Kind.LABEL;
        return new GivenVerdict(
                "task-0",
                "review-1",
                "decision-1",
                stage,
                person,
                new Verdict(kind, label, null, null, comment),
                true,
                "version",
                Instant.EPOCH);
    }

    private static Decision decision(double amount) {
        var prediction = new Prediction(
                "good",
                0.6181,
                Map.of("good", 0.6181, "bad", 0.3819),
                null,
                List.of(
                        new Contribution("credit_amount", amount, 1.25),
                        new Contribution("duration_months", 24.0, -0.5)),
                "risk-7");
        var route = new Route(
                OversightLevel.HUMAN_IN_THE_LOOP,
                List.of(new Reason("Large", "too large")),
                null,
                80,
                false,
                "rules-1",
                "policy-1",
                0,
                false,
                null,
                null);
        return new Decision(
                "decision-1",
                new Request(
                        "credit",
                        null,
                        new Case(Map.of("credit_amount", amount, "duration_months", 24.0, "purpose", "A43")),
                        null,
                        new Context(null, null, Instant.EPOCH)),
                new Decision.Origin("integrator", null, "digest"),
                new Versions("policy-1", "rules-1", "risk-7"),
                prediction,
                route,
                DecisionStatus.AWAITING_REVIEW,
                null,
                null,
                Instant.EPOCH);
    }
}
