package org.countersign.rehearsal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.countersign.policy.Field;

/** Names the group that a value of a protected field belongs to: a category its own, a number that of its quarter. */
final class Groups {

    static final String MISSING = "missing";

    private final Field field;
    private final double[] edges;
    private final String[] ranges;

    /** @param known values seen so far, which tell the quarters of a number */
    Groups(Field field, List<Object> known) {
        this.field = field;
        var numbers = known.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .sorted()
                .toArray();
        this.edges = numbers.length == 0
                ? new double[0]
                : Arrays.stream(new double[] {.25, .5, .75})
                        .map(share -> numbers[(int) (share * (numbers.length - 1))])
                        .distinct()
                        .filter(edge -> edge > numbers[0])
                        .toArray();
        this.ranges = ranges();
    }

    String name(Object value) {
        if (value instanceof Double number) {
            return range(number);
        }
        var words = field.values().get(value.toString());
        return words == null || words.equals(value) ? value.toString() : words + " (" + value + ")";
    }

    private String range(double number) {
        var above = 0;
        while (above < edges.length && number >= edges[above]) {
            above++;
        }
        return ranges[above];
    }

    private String[] ranges() {
        if (edges.length == 0) {
            return new String[] {"any"};
        }
        var names = new String[edges.length + 1];
        names[0] = "below " + words(edges[0]);
        for (int i = 1; i < edges.length; i++) {
            names[i] = words(edges[i - 1]) + " to below " + words(edges[i]);
        }
        names[edges.length] = words(edges[edges.length - 1]) + " or more";
        return names;
    }

    private static String words(double edge) {
        return edge == Math.rint(edge) ? String.format(Locale.ROOT, "%,d", (long) edge) : Double.toString(edge);
    }
}
