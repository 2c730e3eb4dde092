package org.countersign.routing;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The cases whose every field is within its values; axes are numbered by {@link Space}. */
final class Box {

    private final @Nullable Values[] sides;

    /** The axes that have a side; all others are free. */
    private final int[] axes;

    private Box(@Nullable Values[] sides) {
        this.sides = sides;
        this.axes = IntStream.range(0, sides.length)
                .filter(axis -> sides[axis] != null)
                .toArray();
    }

    static Box everything(int axes) {
        return new Box(new Values[axes]);
    }

    int[] axes() {
        return axes;
    }

    @Nullable
    Values side(int axis) {
        return sides[axis];
    }

    /** With other values on one axis; null frees it. */
    Box with(int axis, @Nullable Values values) {
        var changed = Arrays.copyOf(sides, sides.length);
        changed[axis] = values;
        return new Box(changed);
    }

    /** What is in both; null when nothing is. */
    @Nullable
    Box and(Box other) {
        var both = Arrays.copyOf(sides, sides.length);
        for (int axis : other.axes) {
            var mine = both[axis];
            var theirs = other.sides[axis];
            if (mine != null && theirs != null) {
                var values = mine.and(theirs);
                if (values.isEmpty()) {
                    return null;
                }
                both[axis] = values;
            } else {
                both[axis] = theirs;
            }
        }
        return new Box(both);
    }

    boolean contains(Box other) {
        for (int axis : axes) {
            var mine = sides[axis];
            var theirs = other.sides[axis];
            if (theirs == null || (mine != null && !mine.contains(theirs))) {
                return false;
            }
        }
        return true;
    }

    boolean meets(Box other) {
        for (int axis : axes) {
            var mine = sides[axis];
            var theirs = other.sides[axis];
            if (mine != null && theirs != null && !mine.meets(theirs)) {
                return false;
            }
        }
        return true;
    }
}
