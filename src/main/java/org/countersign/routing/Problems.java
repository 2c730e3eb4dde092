package org.countersign.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong; a hostile text cannot make it grow without bound. */
final class Problems {

    private static final int MOST = 200;

    private final List<RuleProblem> found = new ArrayList<>();
    private int more;

    void add(int line, int column, String what, String mend) {
        if (found.size() < MOST) {
            found.add(new RuleProblem(line, column, what, mend));
        } else {
            more++;
        }
    }

    void add(Token at, String what, String mend) {
        add(at.line(), at.column(), what, mend);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<RuleProblem> inOrder() {
        var sorted = new ArrayList<>(found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column))
                .toList());
        if (more > 0) {
            var last = sorted.get(sorted.size() - 1);
            sorted.add(new RuleProblem(
                    last.line(), last.column(), more + " more problems are not listed.", "Mend these first."));
        }
        return sorted;
    }
}
