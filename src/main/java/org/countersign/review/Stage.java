package org.countersign.review;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.countersign.review.Verdict.Kind;

/** The tasks that people do; each is a user task in the diagrams, known there by {@link #taskKey()}. */
enum Stage {
    /** The first person decides. */
    JUDGE("judge", "Decide"),
    /** The same person, having judged blind and otherwise, sees the model's answer. */
    RECONSIDER("reconsider", "Look again"),
    /** A second person decides without the first one's word. */
    SECOND_OPINION("secondOpinion", "Decide"),
    /** The two differ; a third decides, seeing what they said. */
    ADJUDICATE("adjudicate", "Adjudicate"),
    /** A provisional decision can be vetoed. */
    SUPERVISE("supervise", "Watch");

    private final String taskKey;
    private final String title;

    Stage(String taskKey, String title) {
        this.taskKey = taskKey;
        this.title = title;
    }

    String taskKey() {
        return taskKey;
    }

    String title() {
        return title;
    }

    static Stage of(String taskKey) {
        return Arrays.stream(values())
                .filter(s -> s.taskKey.equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no stage for task " + taskKey));
    }

    /** A task in which the policy's blindness applies. */
    boolean isJudgement() {
        return this == JUDGE || this == SECOND_OPINION || this == ADJUDICATE;
    }

    /** What may be said in this task, by someone who does or does not see the model's answer. */
    Set<Kind> verdicts(boolean answerShown) {
        return switch (this) {
            case JUDGE, SECOND_OPINION ->
                answerShown
                        ? EnumSet.of(Kind.CONFIRM, Kind.OVERRIDE, Kind.ABSTAIN, Kind.ESCALATE)
                        : EnumSet.of(Kind.LABEL, Kind.ABSTAIN, Kind.ESCALATE);
            case RECONSIDER -> EnumSet.of(Kind.CONFIRM, Kind.OVERRIDE, Kind.ESCALATE);
            case ADJUDICATE -> EnumSet.of(Kind.LABEL, Kind.ABSTAIN);
            case SUPERVISE -> EnumSet.of(Kind.CONFIRM, Kind.VETO);
        };
    }
}
