package org.countersign.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A person who judges cases and errs now and then; asked again about the same case, they say the same.
 *
 * @param errorRate share of cases in 0..1 that they get wrong
 */
public record Reviewer(String name, double errorRate) {

    /** The truth, or one of the other labels. */
    public String judge(SimulatedCase simulated, List<String> labels) {
        var random =
                new SplittableRandom(31L * name.hashCode() + simulated.subject().hashCode());
        var wrong = labels.stream()
                .filter(label -> !label.equals(simulated.truth()))
                .toList();
        return wrong.isEmpty() || random.nextDouble() >= errorRate
                ? simulated.truth()
                : wrong.get(random.nextInt(wrong.size()));
    }
}
