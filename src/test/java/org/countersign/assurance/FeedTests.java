package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.TestPolicies;
import org.countersign.assurance.EvidenceStream.Origin;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a check counts for, depending on whether and when it was answered. */
class FeedTests {

    private static final Cell CELL = new Cell("risk-7", OversightLevel.AUTO_APPROVE, "", "good");
    private static final Instant DRAWN = Instant.parse("2026-11-20T12:00:00Z");

    private final Policy policy = TestPolicies.credit();
    private final Instant deadline = DRAWN.plus(policy.spotChecks().answerWithin());
    private final EvidenceStream stream = new EvidenceStream(
            new Origin("s", CELL, 1, "0001", 0, ""),
            WealthStream.start(.3, .1, List.of(.5)).state());

    @Test
    void waitsForWhatCanStillBeAnswered() {
        assertThat(feed(deadline).tell(told("0002", null, null))).isFalse();
        assertThat(stream.decisions()).isZero();
    }

    @Test
    void countsWhatNobodyAnsweredInTimeAsWrong() {
        assertThat(feed(deadline.plusMillis(1)).tell(told("0002", null, null))).isTrue();

        assertThat(wrong()).isEqualTo(1);
    }

    @Test
    void countsARightAnswerThatCameTooLateAsWrong() {
        var late = deadline.plusMillis(1);

        feed(late.plus(Duration.ofDays(9))).tell(told("0002", "good", late));

        assertThat(wrong()).isEqualTo(1);
    }

    @Test
    void countsAnAnswerInTimeForWhatItIs() {
        var feed = feed(deadline);
        feed.tell(told("0002", "good", deadline));
        assertThat(wrong()).isZero();

        feed.tell(told("0003", "bad", deadline));
        assertThat(wrong()).isEqualTo(1);
        assertThat(stream.decisions()).isEqualTo(2);
    }

    @Test
    void countsNothingFromBeforeTheLastAlarm() {
        feed(deadline).tell(told("0001", "bad", DRAWN));

        assertThat(stream.decisions()).isZero();
    }

    private double wrong() {
        return stream.state().rungs().get(0).wrong();
    }

    private Feed feed(Instant now) {
        var start = new Feed.Start() {
            @Override
            public String after(Cell cell) {
                return "";
            }

            @Override
            public Optional<EvidenceStream> stream(Cell cell, List<Double> scores) {
                return Optional.empty();
            }
        };
        return new Feed(policy, now, List.of(stream), start, List::of);
    }

    private static Told told(String id, @Nullable String judged, @Nullable Instant at) {
        return new Told(id, DRAWN, CELL, .9, OversightLevel.AUTO_APPROVE, 1, true, judged, at, "policy", "rules");
    }
}
