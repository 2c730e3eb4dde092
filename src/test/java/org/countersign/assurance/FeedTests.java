package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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

    private final List<String> asked = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

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

    @Test
    void theChampionIsHeardHoweverManyModelsCallersName() {
        var feed = full(decisionsOf(0));

        feed.tell(told("0100", "champion"));
        feed.tell(told("0101", "another"));

        assertThat(asked).containsExactly("champion");
        assertThat(ended).isEmpty();
    }

    @Test
    void aModelThatIsNoLongerAskedGivesItsPlaceToOneThatIs() {
        var feed = full(decisionsOf(2));

        feed.tell(told("0100", "another"));
        feed.tell(told("0101", "champion"));
        feed.tell(told("0102", "third"));
        feed.tell(told("0103", "fourth"));

        assertThat(asked).containsExactly("another", "champion", "third");
        assertThat(ended).containsExactly("model-00", "model-01");
        assertThat(feed.streams()).hasSize(Feed.MOST_MODELS + 1);
    }

    /** One of each model from that number on, all of which have streams. */
    private static List<Told> decisionsOf(int first) {
        return IntStream.range(first, Feed.MOST_MODELS)
                .mapToObj(i -> told("%04d".formatted(i), "model-%02d".formatted(i)))
                .toList();
    }

    private Feed full(List<Told> before) {
        var active = decisionsOf(0).stream()
                .map(t -> stream(Objects.requireNonNull(t.cell())))
                .toList();
        var start = new Feed.Start() {
            @Override
            public String after(Cell cell) {
                return "";
            }

            @Override
            public Optional<EvidenceStream> stream(Cell cell, List<Double> scores) {
                asked.add(cell.model());
                return Optional.of(FeedTests.stream(cell));
            }

            @Override
            public void end(String model) {
                ended.add(model);
            }
        };
        return new Feed(policy, "champion", deadline, active, start, () -> before);
    }

    private static EvidenceStream stream(Cell cell) {
        return new EvidenceStream(
                new Origin("s", cell, 1, "", 0, ""),
                WealthStream.start(.3, .1, List.of(.5)).state());
    }

    private static Told told(String id, String model) {
        var cell = new Cell(model, CELL.level(), CELL.segment(), CELL.label());
        return new Told(id, DRAWN, cell, .9, OversightLevel.AUTO_APPROVE, 1, true, "good", DRAWN, "policy", "rules");
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

            @Override
            public void end(String model) {
                ended.add(model);
            }
        };
        return new Feed(policy, null, now, List.of(stream), start, List::of);
    }

    private static Told told(String id, @Nullable String judged, @Nullable Instant at) {
        return new Told(id, DRAWN, CELL, .9, OversightLevel.AUTO_APPROVE, 1, true, judged, at, "policy", "rules");
    }
}
