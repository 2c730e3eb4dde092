package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStageTests {

    private final List<GivenVerdict> given = new ArrayList<>();

    @Test
    void endsWithOneBlindJudgementThatIsTheModels() {
        assertThat(after(Stage.JUDGE, true, false, Kind.LABEL, "good")).isNull();
    }

    @Test
    void showsTheAnswerAfterABlindJudgementThatDiffers() {
        assertThat(after(Stage.JUDGE, true, false, Kind.LABEL, "bad")).isEqualTo(Stage.RECONSIDER);
        assertThat(after(Stage.RECONSIDER, true, false, Kind.OVERRIDE, "bad")).isNull();
    }

    @Test
    void hasNothingToShowAgainToWhoSawTheAnswer() {
        assertThat(after(Stage.JUDGE, false, false, Kind.OVERRIDE, "bad")).isNull();
    }

    @Test
    void hasNothingToShowWhereThereIsNoAnswer() {
        given.add(verdict(Stage.JUDGE, Kind.LABEL, "bad"));

        assertThat(NextStage.after(Stage.JUDGE, true, false, null, given)).isNull();
    }

    @Test
    void asksASecondPersonWhereARuleSaysSo() {
        assertThat(after(Stage.JUDGE, true, true, Kind.LABEL, "good")).isEqualTo(Stage.SECOND_OPINION);
        assertThat(after(Stage.SECOND_OPINION, true, true, Kind.LABEL, "good")).isNull();
    }

    @Test
    void asksTheSecondPersonAfterTheFirstHasLookedAgain() {
        assertThat(after(Stage.JUDGE, true, true, Kind.LABEL, "bad")).isEqualTo(Stage.RECONSIDER);
        assertThat(after(Stage.RECONSIDER, true, true, Kind.CONFIRM, "good")).isEqualTo(Stage.SECOND_OPINION);
    }

    @Test
    void comparesTheSecondWordWithTheFirstPersonsLastWord() {
        given.add(verdict(Stage.JUDGE, Kind.LABEL, "bad"));
        given.add(verdict(Stage.RECONSIDER, Kind.CONFIRM, "good"));

        assertThat(after(Stage.SECOND_OPINION, true, true, Kind.LABEL, "good")).isNull();
        given.remove(2);
        assertThat(after(Stage.SECOND_OPINION, true, true, Kind.LABEL, "bad")).isEqualTo(Stage.ADJUDICATE);
    }

    @Test
    void endsWithTheThirdPersonsWord() {
        assertThat(after(Stage.ADJUDICATE, true, true, Kind.LABEL, "good")).isNull();
        assertThat(after(Stage.ADJUDICATE, false, true, Kind.LABEL, "bad")).isNull();
    }

    @Test
    void showsTheAnswerToTheThirdPersonAfterwards() {
        assertThat(after(Stage.ADJUDICATE, true, true, Kind.LABEL, "bad")).isEqualTo(Stage.RECONSIDER);
        assertThat(after(Stage.RECONSIDER, true, true, Kind.OVERRIDE, "bad")).isNull();
        assertThat(after(Stage.RECONSIDER, true, true, Kind.ESCALATE, null)).isEqualTo(Stage.ADJUDICATE);
    }

    @Test
    void staysWhereSomeoneAbstains() {
        for (var stage : List.of(Stage.JUDGE, Stage.SECOND_OPINION, Stage.ADJUDICATE)) {
            assertThat(after(stage, true, true, Kind.ABSTAIN, null)).isEqualTo(stage);
        }
    }

    @Test
    void beginsAnewWhereSomeoneEscalates() {
        assertThat(after(Stage.JUDGE, true, true, Kind.ESCALATE, null)).isEqualTo(Stage.JUDGE);
        assertThat(after(Stage.SECOND_OPINION, true, true, Kind.ESCALATE, null)).isEqualTo(Stage.SECOND_OPINION);
        assertThat(after(Stage.RECONSIDER, true, true, Kind.ESCALATE, null)).isEqualTo(Stage.JUDGE);
    }

    private @Nullable Stage after(Stage stage, boolean blind, boolean secondPerson, Kind kind, @Nullable String label) {
        given.add(verdict(stage, kind, label));
        return NextStage.after(stage, blind, secondPerson, "good", given);
    }

    private static GivenVerdict verdict(Stage stage, Kind kind, @Nullable String label) {
        return new GivenVerdict(
                "task",
                "review",
                "decision",
                stage,
                "ann",
                new Verdict(kind, label, null, null, null),
                true,
                "version",
                Instant.EPOCH);
    }
}
