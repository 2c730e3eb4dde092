package org.countersign.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * How far the watch over one model has come.
 *
 * @param afterId only decisions after this one count
 * @param untilId the last of those that newer ones are compared with; null while they are being gathered
 * @param gathered decisions so far, of those that are wanted next
 * @param look the last comparison; null before the first
 * @param change the last comparison that found a change; null before the first
 */
public record DriftWatch(
        String model,
        String afterId,
        @Nullable String untilId,
        int gathered,
        @Nullable Drift look,
        @Nullable Drift change) {

    static DriftWatch begin(String model, String afterId) {
        return new DriftWatch(model, afterId, null, 0, null, null);
    }

    DriftWatch gathering(int decisions) {
        return new DriftWatch(model, afterId, null, decisions, look, change);
    }

    DriftWatch comparingWith(String lastId) {
        return new DriftWatch(model, afterId, lastId, 0, look, change);
    }

    DriftWatch waiting(int decisions) {
        return new DriftWatch(model, afterId, untilId, decisions, look, change);
    }

    /** After a change what comes next is compared with what came after it. */
    DriftWatch looked(Drift found, String lastId) {
        return found.changed().isEmpty()
                ? new DriftWatch(model, afterId, untilId, found.recent().decisions(), found, change)
                : new DriftWatch(model, lastId, null, 0, found, found);
    }

    /** What to tell people. */
    public String words() {
        if (untilId == null) {
            return (change == null ? "" : change.words() + " ")
                    + "%d of the %d decisions that newer ones are compared with are there."
                            .formatted(gathered, Drifts.COMPARED);
        }
        return look == null
                ? "%d decisions to compare with are there, and %d of the first %d newer ones."
                        .formatted(Drifts.COMPARED, gathered, Drifts.FEWEST)
                : look.words();
    }
}
