package org.countersign.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a person is shown in one task, and nothing else reaches the browser (law 11).
 *
 * @param reference a fresh id that tells nothing of the decision behind it
 * @param contentVersion digest of all the rest; a verdict names it (law 6)
 * @param answer the model's; null while the person is to judge without it, or when there is none
 * @param earlier what others said, for adjudication only
 */
public record Shown(
        String useCase,
        String title,
        String stage,
        String reference,
        String contentVersion,
        String guidance,
        List<Row> fields,
        @Nullable Answer answer,
        List<Earlier> earlier,
        List<Option> verdicts,
        List<Option> labels,
        List<Option> reasonCodes,
        List<Option> categories) {

    Shown withContentVersion(String version) {
        return new Shown(
                useCase,
                title,
                stage,
                reference,
                version,
                guidance,
                fields,
                answer,
                earlier,
                verdicts,
                labels,
                reasonCodes,
                categories);
    }

    /** One field of the case in words. */
    public record Row(String field, String value) {}

    /** A choice: {@code label} is what people read, {@code value} what is sent. */
    public record Option(String label, String value) {}

    /** Another person's earlier word, without the name; {@code comment} has the reason in words, too. */
    public record Earlier(String who, String label, String comment) {}

    /**
     * The model's answer.
     *
     * @param confidence in per cent, never rounded up to certainty
     * @param typicality how usual the case is, in words; empty when nobody measured it
     */
    public record Answer(
            String label,
            String name,
            double confidence,
            String typicality,
            String model,
            List<Effect> contributions,
            List<Why> reasons) {}

    /** What one field did to the answer: for (+) or against (-), in the score's own unit, with a bar to compare. */
    public record Effect(String field, String value, String effect) {}

    /** Why the case came to a person. */
    public record Why(String rule, String text) {}
}
