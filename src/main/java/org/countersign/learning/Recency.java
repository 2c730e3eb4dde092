package org.countersign.learning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.assurance.Change;
import org.countersign.assurance.Doubts;
import org.countersign.prediction.Models;
import org.springframework.stereotype.Component;

/**
 * Which labels are from after cases last changed, by the word of an alarm about one of our models. Earlier ones may be
 * wrong by now: a model that learns from all alike, or is judged on all, may never recover.
 */
@Component
class Recency {

    /** With fewer labels from after a change nothing can be told by them yet. */
    static final int FEWEST = 60;

    private final Doubts doubts;
    private final Models models;

    Recency(Doubts doubts, Models models) {
        this.doubts = doubts;
        this.models = models;
    }

    /** Whether an alarm about one of our models was raised after the given time. */
    boolean isAlarmed(String useCase, Instant after) {
        return ours(useCase).anyMatch(change -> change.raisedAt().isAfter(after));
    }

    /** The newest change that there are enough labels after, of more than one kind. */
    Optional<Change> lastChange(String useCase, List<Example> examples) {
        return ours(useCase).filter(change -> isEnough(since(change, examples))).findFirst();
    }

    private Stream<Change> ours(String useCase) {
        return doubts.changes(useCase).stream()
                .filter(change -> change.model() != null
                        && models.find(useCase, change.model()).isPresent());
    }

    private static boolean isEnough(List<Example> since) {
        return since.stream().filter(e -> e.estimateWeight() > 0).count() >= FEWEST
                && since.stream().map(Example::label).distinct().count() > 1;
    }

    static List<Example> since(Change change, List<Example> examples) {
        return examples.stream().filter(e -> isAfter(change, e)).toList();
    }

    /** A decision counts from when it was made, so that what was judged late is not taken for new. */
    static boolean isAfter(Change change, Example e) {
        return e.decisionId() == null
                ? e.at().isAfter(change.at())
                : e.decisionId().compareTo(change.afterId()) > 0;
    }
}
