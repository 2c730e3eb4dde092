package org.countersign.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;

/**
 * One scalar of a YAML text, taken as written: {@code no}, {@code 1} and {@code A11} are all words until a type is asked
 * for. What cannot be read as asked is noted, and comes back empty.
 */
record YamlWord(String key, String text, Mark at, PolicyProblems problems) {

    static final Duration LONGEST = Duration.ofDays(366);

    private static final int MOST = 10_000_000;

    Optional<Double> number() {
        var number = Numeral.parse(text);
        if (number.isEmpty()) {
            note("'%s' of '%s' is not a number.", "Write digits, with a point for a fraction, for example 0.05.");
            return Optional.empty();
        }
        return Optional.of(number.getAsDouble());
    }

    /** A number within 0..1, bounds included. */
    Optional<Double> share() {
        return number().filter(n -> {
            var fits = n >= 0 && n <= 1;
            if (!fits) {
                note("'%s' of '%s' is not within 0 and 1.", "Write a share, for example 0.05 for 5 %.");
            }
            return fits;
        });
    }

    /** A number strictly between 0 and 1: no promise can be kept with 0, and 1 promises nothing. */
    Optional<Double> risk() {
        return share().filter(n -> {
            var fits = n > 0 && n < 1;
            if (!fits) {
                note(
                        "'%s' of '%s' is not between 0 and 1.",
                        "Write a share above 0 and below 1, for example 0.05 for 5 %.");
            }
            return fits;
        });
    }

    Optional<Integer> count() {
        var number = number();
        if (number.isPresent()
                && (number.get() != Math.rint(number.get()) || number.get() < 0 || number.get() > MOST)) {
            note("'%s' of '%s' is not a count.", "Write a whole number, for example 500, or 0 for never.");
            return Optional.empty();
        }
        return number.map(Double::intValue);
    }

    Optional<Duration> duration() {
        try {
            var duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
            note(
                    "The duration '%s' of '%s' is out of bounds.",
                    "Write one from PT1S up to P" + LONGEST.toDays() + "D.");
        } catch (DateTimeParseException e) {
            note(
                    "'%s' of '%s' is not a duration.",
                    "Write an ISO 8601 duration: PT30M for 30 minutes, PT8H for 8 hours, P2D for 2 days.");
        }
        return Optional.empty();
    }

    <E> Optional<E> choice(Map<String, E> choices) {
        var chosen = choices.get(text);
        if (chosen == null) {
            note("'%s' is not something that '%s' can be.", mend(choices.keySet()));
        }
        return Optional.ofNullable(chosen);
    }

    private String mend(Collection<String> choices) {
        var near =
                Nearest.to(text, choices).map(n -> "Did you mean '" + n + "'? ").orElse("");
        return near + "Write one of "
                + String.join(", ", choices.stream().sorted().toList()) + ".";
    }

    Optional<String> matching(Pattern pattern, String mend) {
        if (!pattern.matcher(text).matches()) {
            note("'%s' cannot be a '%s'.", mend);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    void note(String what, String mend) {
        problems.add(at, what.formatted(text, key), mend);
    }
}
