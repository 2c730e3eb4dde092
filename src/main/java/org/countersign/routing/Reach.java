package org.countersign.routing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Not;

/**
 * The cases to which a rule applies, as boxes: in one of them at least, if nothing that the rule reads is missing.
 *
 * @param boxes none when the rule can never fire
 * @param reads axes of what the rule reads
 */
record Reach(Rule rule, List<Box> boxes, BitSet reads) {

    private static final int MOST_BOXES = 64;

    /** The rule's conditions fall into too many boxes to look at. */
    private static final class TooIntricate extends RuntimeException {
        TooIntricate() {
            super(null, null, false, false);
        }
    }

    /** Empty when the rule is too intricate to look at. */
    static Optional<Reach> of(Rule rule, Space space) {
        try {
            var days = space.days(rule);
            var boxes = days == null ? List.<Box>of() : List.of(days);
            var reads = new BitSet();
            for (var pattern : rule.patterns()) {
                for (var condition : pattern.conditions()) {
                    space.addAxes(pattern.fact(), condition, reads);
                    boxes = both(boxes, boxes(pattern.fact(), condition, false, space));
                }
            }
            return Optional.of(new Reach(rule, boxes, reads));
        } catch (TooIntricate tooIntricate) {
            return Optional.empty();
        }
    }

    /** Whether the other rule fires wherever this one does, whatever is missing. */
    boolean isWithin(Reach other) {
        for (int axis = other.reads.nextSetBit(0); axis >= 0; axis = other.reads.nextSetBit(axis + 1)) {
            if (!reads.get(axis)) {
                return false;
            }
        }
        for (var box : boxes) {
            if (!other.contains(box)) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(Box box) {
        for (var mine : boxes) {
            if (mine.contains(box)) {
                return true;
            }
        }
        return false;
    }

    boolean meets(Reach other) {
        for (var mine : boxes) {
            for (var theirs : other.boxes) {
                if (mine.meets(theirs)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Box> boxes(FactType fact, Condition condition, boolean negated, Space space) {
        if (condition instanceof Not not) {
            return boxes(fact, not.part(), !negated, space);
        }
        if (condition instanceof AllOf all) {
            return joined(fact, all.parts(), negated, !negated, space);
        }
        if (condition instanceof AnyOf any) {
            return joined(fact, any.parts(), negated, negated, space);
        }
        int axis = space.axis(fact, condition);
        var values = space.values(fact, condition);
        var possible = space.domain(axis).and(negated ? values.not() : values);
        if (possible.isEmpty()) {
            return List.of();
        }
        var everything = space.everything();
        return List.of(possible.contains(space.domain(axis)) ? everything : everything.with(axis, possible));
    }

    private static List<Box> joined(
            FactType fact, List<Condition> parts, boolean negated, boolean allMustHold, Space space) {
        var boxes = allMustHold ? List.of(space.everything()) : List.<Box>of();
        for (var part : parts) {
            var further = boxes(fact, part, negated, space);
            boxes = allMustHold ? both(boxes, further) : either(boxes, further);
        }
        return boxes;
    }

    private static List<Box> both(List<Box> some, List<Box> others) {
        var both = List.<Box>of();
        for (var one : some) {
            for (var other : others) {
                var common = one.and(other);
                if (common != null) {
                    both = either(both, List.of(common));
                }
            }
        }
        return both;
    }

    /** Without boxes that lie in others. */
    private static List<Box> either(List<Box> some, List<Box> others) {
        var either = new ArrayList<>(some);
        for (var box : others) {
            if (either.stream().noneMatch(known -> known.contains(box))) {
                either.removeIf(box::contains);
                either.add(box);
            }
        }
        if (either.size() > MOST_BOXES) {
            throw new TooIntricate();
        }
        return either;
    }
}
