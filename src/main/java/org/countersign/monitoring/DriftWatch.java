package org.countersign.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * How far the watch over one model has come. Its first decisions are gathered, then newer ones in windows of as many, each
 * of which is compared with the first ones while it fills.
 *
 * @param seen its decisions in all
 * @param afterId what newer ones are compared with comes after this decision
 * @param untilId and ends with this one; null while it is being gathered
 * @param windowId the window comes after this decision
 * @param gathered decisions so far, of those to compare with or of the window
 * @param looked so many of the window were compared; 0 before its first comparison
 * @param look the last comparison; null before the first
 * @param change the last comparison that found a change; null before the first
 */
public record DriftWatch(
        String model,
        long seen,
        String afterId,
        @Nullable String untilId,
        String windowId,
        int gathered,
        int looked,
        @Nullable Drift look,
        @Nullable Drift change) {

    /** So many decisions at first are what newer ones are compared with; a window has as many. */
    static final int COMPARED = 500;

    /** With fewer newer ones nothing is said. */
    static final int FEWEST = 200;

    /** It is looked again after so many; each look has its chance of a false word. */
    static final int BETWEEN_LOOKS = 100;

    static DriftWatch begin(String model, String afterId) {
        return new DriftWatch(model, 0, afterId, null, afterId, 0, 0, null, null);
    }

    /** One more decision. */
    DriftWatch plus(String id) {
        return untilId == null && gathered + 1 == COMPARED
                ? new DriftWatch(model, seen + 1, afterId, id, id, 0, 0, look, change)
                : new DriftWatch(model, seen + 1, afterId, untilId, windowId, gathered + 1, looked, look, change);
    }

    boolean isToBeLookedAt() {
        return untilId != null && gathered >= FEWEST && gathered >= looked + BETWEEN_LOOKS;
    }

    /** Gathers what to compare with from here on. */
    DriftWatch anew(String lastId, @Nullable Drift lastLook, @Nullable Drift lastChange) {
        return new DriftWatch(model, seen, lastId, null, lastId, 0, 0, lastLook, lastChange);
    }

    /** After a change what comes next is compared with what came after it; a full window makes room for the next. */
    DriftWatch looked(Drift found, String lastId) {
        if (!found.changed().isEmpty()) {
            return anew(lastId, found, found);
        }
        return gathered >= COMPARED
                ? new DriftWatch(model, seen, afterId, untilId, lastId, 0, 0, found, change)
                : new DriftWatch(model, seen, afterId, untilId, windowId, gathered, gathered, found, change);
    }

    /** What to tell people. */
    public String words() {
        if (untilId == null) {
            return (change == null ? "" : change.words() + " ")
                    + "%d of the %d decisions that newer ones are compared with are there."
                            .formatted(gathered, COMPARED);
        }
        return look == null || look.equals(change)
                ? "%d decisions to compare with are there, and %d of the first %d newer ones."
                        .formatted(COMPARED, gathered, FEWEST)
                : look.words();
    }
}
