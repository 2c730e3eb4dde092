package org.countersign.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Looks for cases to which none of some boxes applies, by cutting the boxes out of everything that there can be, one after
 * another. What it finds is free of all boxes; it stops at a few finds, or when it has worked enough.
 */
final class GapSearch {

    private static final int MOST_GAPS = 5;
    private static final int MOST_STEPS = 2_000_000;

    /** What is left of everything, and the next box to cut out of it. */
    private record Rest(Box box, int next) {}

    private final Space space;
    private final List<Box> boxes;
    private final List<Box> gaps = new ArrayList<>();
    private final Deque<Rest> rests = new ArrayDeque<>();
    private int steps;

    GapSearch(Space space, List<Box> boxes) {
        this.space = space;
        this.boxes = boxes.stream()
                .sorted(Comparator.comparingInt(box -> box.axes().length))
                .toList();
    }

    List<Box> gaps() {
        rests.push(new Rest(space.everything(), 0));
        while (!rests.isEmpty() && gaps.size() < MOST_GAPS && steps < MOST_STEPS) {
            var rest = rests.pop();
            if (gaps.stream().noneMatch(gap -> gap.contains(rest.box()))) {
                cut(rest);
            }
        }
        return gaps;
    }

    /** Whether it looked everywhere, or found enough. */
    boolean isComplete() {
        return steps < MOST_STEPS;
    }

    private void cut(Rest rest) {
        int at = rest.next();
        while (at < boxes.size() && !boxes.get(at).meets(rest.box())) {
            at++;
            steps++;
        }
        steps++;
        if (at == boxes.size()) {
            gaps.add(widened(rest.box()));
            return;
        }
        var inside = rest.box();
        for (int axis : boxes.get(at).axes()) {
            var wall = boxes.get(at).side(axis);
            var side = inside.side(axis);
            if (wall == null) {
                continue;
            }
            var whole = side == null ? space.domain(axis) : side;
            var beyond = whole.and(wall.not());
            if (!beyond.isEmpty()) {
                rests.push(new Rest(inside.with(axis, beyond), at + 1));
            }
            inside = inside.with(axis, whole.and(wall));
        }
    }

    /** Without the sides that came from cutting only, so that people can read it. */
    private Box widened(Box gap) {
        var wide = gap;
        for (int axis : gap.axes()) {
            var wider = wide.with(axis, null);
            steps += boxes.size();
            if (boxes.stream().noneMatch(wider::meets)) {
                wide = wider;
            }
        }
        return wide;
    }
}
