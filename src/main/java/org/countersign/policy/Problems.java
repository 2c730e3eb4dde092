package org.countersign.policy;

import java.util.ArrayList;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;

/** What was found wrong so far with what was sent; as much as people can mend in one go. */
final class Problems {

    static final int MOST = 50;

    private final List<Problem> found = new ArrayList<>();
    private boolean full;

    void add(String pointer, String what, String mend) {
        if (found.size() == MOST) {
            full = true;
            return;
        }
        found.add(new Problem(pointer, what, mend));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether looking on is pointless: more was found than is reported. */
    boolean isFull() {
        return full;
    }

    void throwIfAny() {
        if (full) {
            found.add(new Problem("", "There are more problems than these " + MOST + ".", "Mend these first."));
        }
        if (!found.isEmpty()) {
            throw new InvalidInput(found);
        }
    }
}
