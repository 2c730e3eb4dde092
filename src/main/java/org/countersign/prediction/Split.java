package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.LedgerJson;

/**
 * Examples to learn from, and examples that only tell how sure the learned model may be. Which is which depends on the
 * cases alone, and the same case twice is on one side.
 *
 * @param known in an order that has nothing to do with what they are; empty when there are too few examples to spare any
 */
record Split(List<LabelledCase> training, List<LabelledCase> known) {

    /** Under so many known cases nothing can be called unlike them all at 1 in 100. */
    static final int LEAST_KNOWN = 100;

    private static final int KNOWN_ONE_IN = 5;
    static final int LEAST_EXAMPLES = 3 * LEAST_KNOWN;

    /** Apart from the one that holds examples back, or all would fall on one side. */
    private static final int SALT = 0x5bd1e995;

    private record Drawn(LabelledCase example, int at) {}

    /** {@code examples} in any order that is always the same; the training examples keep it. */
    static Split of(List<LabelledCase> examples) {
        if (examples.size() < LEAST_EXAMPLES) {
            return new Split(examples, List.of());
        }
        int wanted = Math.max(LEAST_KNOWN, examples.size() / KNOWN_ONE_IN);
        var drawn = examples.stream()
                .map(e -> new Drawn(e, place(e)))
                .sorted(Comparator.comparingInt(Drawn::at))
                .toList();
        int last = drawn.get(wanted - 1).at();
        var known = new ArrayList<LabelledCase>();
        drawn.stream().filter(d -> d.at() <= last).forEach(d -> known.add(d.example()));
        var chosen = new HashSet<>(known.stream().map(LabelledCase::id).toList());
        var learnable = examples.stream()
                .filter(e -> !chosen.contains(e.id()))
                .map(LabelledCase::label)
                .collect(Collectors.toSet());
        // a label that the model would else never learn of is learned from
        known.removeIf(e -> !learnable.contains(e.label()));
        if (known.size() < LEAST_KNOWN) {
            return new Split(examples, List.of());
        }
        chosen.retainAll(known.stream().map(LabelledCase::id).toList());
        return new Split(examples.stream().filter(e -> !chosen.contains(e.id())).toList(), List.copyOf(known));
    }

    private static int place(LabelledCase example) {
        int h = LedgerJson.write(example.subject()).hashCode() ^ SALT;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
