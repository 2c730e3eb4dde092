package org.countersign.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.decision.StorableText;
import org.countersign.policy.Policy;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/** Checks what was typed in against what the task allows; all problems at once. */
final class VerdictCheck {

    private static final int LONGEST_COMMENT = 4000;

    private final Policy policy;
    private final Set<Kind> allowed;
    private final @Nullable String predicted;
    private final List<Problem> problems = new ArrayList<>();

    /** {@code predicted} is the model's label, null when there is none. */
    VerdictCheck(Policy policy, Set<Kind> allowed, @Nullable String predicted) {
        this.policy = policy;
        this.allowed = allowed;
        this.predicted = predicted;
    }

    Verdict check(VerdictInput input) {
        var kind = kind(input);
        checkComment(input.comment(), kind == Kind.ESCALATE);
        var label = label(kind, blankToNull(input.label()));
        var reasonCode = oneOf(
                "/reasonCode",
                blankToNull(input.reasonCode()),
                policy.review().reasonCodes().keySet(),
                kind == Kind.OVERRIDE || kind == Kind.VETO);
        var category = oneOf(
                "/category",
                blankToNull(input.category()),
                policy.review().abstainCategories().keySet(),
                kind == Kind.ABSTAIN);
        if (!problems.isEmpty() || kind == null) {
            throw new InvalidInput(problems);
        }
        return new Verdict(kind, label, reasonCode, category, blankToNull(input.comment()));
    }

    private @Nullable Kind kind(VerdictInput input) {
        var said = blankToNull(input.verdict());
        if (said == null && allowed.contains(Kind.LABEL) && blankToNull(input.label()) != null) {
            return Kind.LABEL;
        }
        var kind = Arrays.stream(Kind.values())
                .filter(k -> k.name().equals(said) && allowed.contains(k))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            refuse(
                    "/verdict",
                    said == null ? "It is missing." : "\"" + said + "\" cannot be said here.",
                    allowed.stream().map(Kind::name).toList());
        }
        return kind;
    }

    private @Nullable String label(@Nullable Kind kind, @Nullable String said) {
        if (kind == Kind.CONFIRM) {
            if (said != null && !said.equals(predicted)) {
                problems.add(new Problem(
                        "/label", "CONFIRM keeps the model's label.", "Leave the label out, or send OVERRIDE."));
            }
            return predicted;
        }
        if (kind != Kind.OVERRIDE && kind != Kind.LABEL) {
            return null;
        }
        var label = oneOf("/label", said, policy.labelNames(), true);
        if (kind == Kind.OVERRIDE && label != null && label.equals(predicted)) {
            problems.add(new Problem(
                    "/label", "OVERRIDE names the label that the model gave.", "Send CONFIRM, or another label."));
        }
        return label;
    }

    private @Nullable String oneOf(String pointer, @Nullable String said, Collection<String> known, boolean required) {
        if (said == null ? required : !known.contains(said)) {
            refuse(pointer, said == null ? "It is missing." : "There is no \"" + said + "\".", known);
        }
        return said;
    }

    private void checkComment(@Nullable String comment, boolean required) {
        if (required && blankToNull(comment) == null) {
            problems.add(new Problem("/comment", "It is missing.", "Say why the case is escalated."));
        }
        if (Objects.requireNonNullElse(comment, "").length() > LONGEST_COMMENT) {
            problems.add(
                    new Problem("/comment", "It is longer than " + LONGEST_COMMENT + " characters.", "Shorten it."));
        }
        if (comment != null && !StorableText.is(comment)) {
            problems.add(new Problem("/comment", StorableText.PROBLEM, StorableText.MEND));
        }
    }

    private void refuse(String pointer, String what, Collection<String> known) {
        problems.add(new Problem(
                pointer, what, "Send one of " + known.stream().sorted().collect(Collectors.joining(", ")) + "."));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
