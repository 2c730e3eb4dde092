package org.countersign.routing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a rule's name and days, wherever they are written. */
final class HeadChecks {

    static final int MOST_RULES = 2000;

    private static final String NAME = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N} _.,:()/%+<>=&-]{0,98}[\\p{L}\\p{N}_.)%+])?";
    private static final Set<String> OUR_OWN_NAMES = Set.of(Rulings.DEFAULT, Rulings.MISSING);

    private final Problems problems;
    private final Set<String> taken;

    /** @param taken names of rules read so far; those checked here are added */
    HeadChecks(Problems problems, Set<String> taken) {
        this.problems = problems;
        this.taken = taken;
    }

    void name(Token name) {
        if (name.text().length() > 100 || !name.text().matches(NAME) || OUR_OWN_NAMES.contains(name.text())) {
            problems.add(
                    name,
                    name.shown() + " cannot be the name of a rule.",
                    OUR_OWN_NAMES.contains(name.text())
                            ? "The engine uses it itself: choose another."
                            : "Use 1 to 100 letters, digits, spaces and _.,:()/%+<>=&-, and begin with a letter or digit.");
        } else if (!taken.add(name.text())) {
            problems.add(name, "There is another rule " + name.shown() + ".", "Give each rule a name of its own.");
        }
    }

    /** Whether there are more rules than one rule set may have; the first one too many is noted. */
    boolean areTooMany(Token next) {
        if (taken.size() > MOST_RULES) {
            problems.add(next, "There are too many rules.", "Use at most " + MOST_RULES + ".");
        }
        return taken.size() > MOST_RULES;
    }

    @Nullable
    LocalDate day(Token text) {
        try {
            if (text.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text.text());
            }
        } catch (DateTimeException e) {
            // noted below: the pattern fits, but there is no such day
        }
        problems.add(text, text.shown() + " is no day.", "Write year, month and day, such as 2026-01-31.");
        return null;
    }

    void order(Token expires, @Nullable LocalDate from, @Nullable LocalDate until) {
        if (from != null && until != null && !from.isBefore(until)) {
            problems.add(expires, "The rule expires before it takes effect.", "Choose a later day for its end.");
        }
    }
}
