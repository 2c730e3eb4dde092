package org.countersign.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.countersign.decision.Case;

/** Cases of one use case with a known truth; the same seed gives the same cases. A good model gets most of them right. */
public final class World {

    private final Nature nature;
    private final long driftFrom;

    World(Nature nature, long driftFrom) {
        this.nature = nature;
        this.driftFrom = driftFrom;
    }

    public String useCase() {
        return nature.useCase();
    }

    public List<String> labels() {
        return nature.labels();
    }

    /** The same cases, but from the index on (counted from 0) one kind of case has another truth. */
    public World driftingFrom(long index) {
        return new World(nature, index);
    }

    /** Whether a case is of the kind whose truth changes with the drift. */
    public boolean drifts(Case subject) {
        return nature.drifts(subject);
    }

    /** What changes with the drift, as a sentence. */
    public String drift() {
        return nature.drift();
    }

    /** Without end. */
    public Stream<SimulatedCase> cases(long seed) {
        return LongStream.range(0, Long.MAX_VALUE).mapToObj(index -> at(seed, index));
    }

    /** The case at an index, counted from 0; each has its own draws, so that any can be had without the others. */
    public SimulatedCase at(long seed, long index) {
        var random = new SplittableRandom(new SplittableRandom(seed).nextLong() + index);
        var subject = nature.draw(random.split());
        return new SimulatedCase(subject, truth(chances(subject, index), random.nextDouble()));
    }

    Map<String, Double> chances(Case subject, long index) {
        return index >= driftFrom && nature.drifts(subject)
                ? nature.chancesAfterDrift(subject)
                : nature.chances(subject);
    }

    private String truth(Map<String, Double> chances, double at) {
        var sum = 0.0;
        for (var label : nature.labels()) {
            sum += chances.getOrDefault(label, 0.0);
            if (at < sum) {
                return label;
            }
        }
        return nature.labels().get(nature.labels().size() - 1);
    }
}
