package org.countersign.routing;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Checks one constraint against the field that it names; what is wrong is noted, and reading goes on. */
final class TermChecks {

    private final @Nullable Term term;
    private final Problems problems;

    TermChecks(Vocabulary vocabulary, Problems problems, FactType fact, Token field) {
        this.problems = problems;
        this.term = vocabulary.term(fact, field.text()).orElse(null);
        if (term == null) {
            problems.add(
                    field,
                    fact.word() + " has no field " + field.shown() + " that rules can read.",
                    nearest(field.text(), vocabulary.names(fact)));
        }
    }

    void checkOperator(Operator operator, Token at) {
        if (term != null && operator.isOrdering() && !term.hasOrder()) {
            problems.add(at, term.name() + " has no order: it is " + term.kind().words + ".", "Use == or !=.");
        }
    }

    void checkLiteral(Literal literal, Token at) {
        if (term == null) {
            return;
        }
        boolean fits = switch (term.kind()) {
            case NUMBER -> literal instanceof Literal.Numeric;
            case SHARE -> literal instanceof Literal.Numeric n && n.value() >= 0 && n.value() <= 1;
            case TEXT -> literal instanceof Literal.Text;
            case TRUTH -> literal instanceof Literal.Truth;
        };
        if (!fits) {
            problems.add(
                    at,
                    term.name() + " is " + term.kind().words + ", and " + at.shown() + " is not.",
                    "Write " + term.kind().words + ".");
        } else if (literal instanceof Literal.Text text
                && !term.values().isEmpty()
                && !term.values().contains(text.value())) {
            problems.add(at, term.name() + " is never " + at.shown() + ".", nearest(text.value(), term.values()));
        }
    }

    /** The word meant, most likely; distances of long words are not worth their time. */
    static String nearest(String word, Collection<String> known) {
        var best = known.stream()
                .filter(k -> k.length() <= 64 && word.length() <= 64)
                .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k))
                .filter(k -> distance(word, k) <= Math.max(2, word.length() / 3));
        return best.map(b -> "Did you mean '" + b + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? "Remove it."
                        : "Use one of: "
                                + String.join(", ", known.stream().limit(30).toList()) + ".");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
