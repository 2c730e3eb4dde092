package org.countersign.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Examples of which each stands for one labelling: where people gave the same decision or the same case different
 * labels, the one that counts most ({@link org.countersign.decision.Provenance.How}) stands, and none is averaged away.
 * Two labels that count alike stand beside each other when they belong to different decisions or rows, which may be two
 * subjects that look alike; of one decision's, the newer stands.
 *
 * @param conflicts how many cases have several different labels
 */
record Settled(List<Example> examples, int conflicts) {

    private static final Comparator<Example> WEAKEST_FIRST = Comparator.comparing(
                    (Example e) -> e.provenance().how())
            .reversed()
            .thenComparing(Example::at)
            .thenComparing(Example::id);

    static Settled of(List<Example> all) {
        var conflicts = 0;
        var standing = new ArrayList<Example>();
        for (var sameCase : grouped(all, e -> e.subject().fields().toString()).values()) {
            conflicts += labels(sameCase) > 1 ? 1 : 0;
            standing.addAll(standing(sameCase));
        }
        standing.sort(Comparator.comparing(Example::id));
        return new Settled(List.copyOf(standing), conflicts);
    }

    /** Those of the labels of one case that are learned from. */
    static List<Example> standing(List<Example> sameCase) {
        var perDecision = grouped(sameCase, e -> Objects.requireNonNullElse(e.decisionId(), e.id())).values().stream()
                .map(Settled::oneOf)
                .toList();
        if (labels(perDecision) == 1) {
            return perDecision;
        }
        var most = perDecision.stream()
                .max(WEAKEST_FIRST)
                .orElseThrow()
                .provenance()
                .how();
        return perDecision.stream().filter(e -> e.provenance().how() == most).toList();
    }

    /** It counts as likely to have been chosen as by the likeliest way: that the case was in a known draw stays true. */
    private static Example oneOf(List<Example> ofOneDecision) {
        return ofOneDecision.stream().max(WEAKEST_FIRST).orElseThrow().withProbability(probability(ofOneDecision));
    }

    private static @Nullable Double probability(List<Example> ofOneDecision) {
        return ofOneDecision.stream()
                .map(e -> e.provenance().probability())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static long labels(List<Example> examples) {
        return examples.stream().map(Example::label).distinct().count();
    }

    private static Map<String, List<Example>> grouped(List<Example> all, Function<Example, String> key) {
        return all.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
