package org.countersign.review;

import org.jspecify.annotations.Nullable;

/**
 * A person's word in a task, as checked.
 *
 * @param label the label it amounts to; null for a verdict that gives none
 * @param category why the person abstains
 */
public record Verdict(
        Kind kind,
        @Nullable String label,
        @Nullable String reasonCode,
        @Nullable String category,
        @Nullable String comment) {

    /** What can be said. Which of them, depends on the task and on whether the model's answer is shown. */
    public enum Kind {
        /** The model's label is right. */
        CONFIRM("I agree with the model"),
        /** Another label is right. */
        OVERRIDE("I disagree: another decision is right"),
        /** This label is right, said without knowing the model's; whether it confirms or overrides is derived. */
        LABEL("I decide"),
        /** I cannot judge this; somebody else shall. */
        ABSTAIN("I cannot judge it: give it to someone else"),
        /** This belongs to the escalation queue. */
        ESCALATE("I escalate it"),
        /** The provisional label must not stand. */
        VETO("Veto: take it back and review it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean givesLabel() {
        return label != null;
    }
}
