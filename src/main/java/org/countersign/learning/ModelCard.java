package org.countersign.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Provenance.How;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a model: what it learned from, and how it does on examples that it has not seen.
 *
 * @param data null for a model that was trained before cards were kept
 * @param candidates the ways to train that competed; empty when a learner was named
 * @param metrics on the examples that are held back
 * @param estimated whether the figures are estimates for all cases: false when people picked all examples
 * @param coverage null when there are no examples held back
 * @param since only examples from then on were judged, because cases changed; null when all were
 */
public record ModelCard(
        String model,
        String digest,
        @Nullable Data data,
        List<Entrant> candidates,
        @Nullable Comparison comparison,
        boolean estimated,
        Metrics metrics,
        @Nullable Coverage coverage,
        List<Group> groups,
        @Nullable Instant since) {

    /**
     * What it learned from.
     *
     * @param labels how many labels people gave, of which {@code examples} are learned from
     * @param conflicts how many cases have several different labels
     * @param weighted whether rarely chosen examples counted more, up to five times
     * @param earlier what those from before the last change counted for, beside the later ones; null without a change
     */
    public record Data(
            int labels,
            int examples,
            Map<How, Long> byProvenance,
            Map<String, Long> byLabel,
            Instant from,
            Instant to,
            int conflicts,
            boolean weighted,
            @Nullable Double earlier,
            String startedBy) {}

    /**
     * What share of the cases could be decided alone within the error budget, were this batch of examples the one that
     * is looked at (ASSURANCE §2). No certificate.
     *
     * @param share of the examples held back, in 0..1; 0 when nothing would be certified
     * @param threshold least confidence of those; null when nothing would be certified
     * @param n0 how many examples without any error it takes at least
     */
    public record Coverage(
            double alpha,
            double delta,
            int n,
            double share,
            @Nullable Double threshold,
            int n0,
            String words) {}

    /**
     * How it does on one group of people.
     *
     * @param enough whether there are examples enough to say anything; the figures are missing when not
     * @param adverse share of them that the model gives a label that is bad for them
     */
    public record Group(
            String field,
            String value,
            int n,
            boolean enough,
            @Nullable Interval accuracy,
            @Nullable Interval adverse) {}
}
