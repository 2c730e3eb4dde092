package org.countersign.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy.Assurance;
import org.countersign.policy.Policy.Blind;
import org.countersign.policy.Policy.ErrorBudget;
import org.countersign.policy.Policy.SpotChecks;
import org.jspecify.annotations.Nullable;

/** The part of a policy that says what may be decided without a person, and how that is held to its promise. */
record PolicyOversight(
        OversightLevel floor,
        Assurance assurance,
        List<String> segments,
        ErrorBudget errorBudget,
        SpotChecks spotChecks,
        YamlMap at) {

    private static final Map<String, OversightLevel> LEVELS = Map.of(
            "AUTO_APPROVE", OversightLevel.AUTO_APPROVE,
            "HUMAN_ON_THE_LOOP", OversightLevel.HUMAN_ON_THE_LOOP,
            "HUMAN_IN_THE_LOOP", OversightLevel.HUMAN_IN_THE_LOOP);

    private static final Map<String, Assurance> ASSURANCES =
            Map.of("required", Assurance.REQUIRED, "advisory", Assurance.ADVISORY);
    private static final Map<String, Boolean> CERTIFIED = Map.of("required", true, "none", false);
    private static final Map<String, Boolean> ON_WARNING = Map.of("watch", false, "stop", true);

    /** Each segment and label is certified by itself, from labels of its own, and shares the delta with all others. */
    private static final int MOST_SEGMENTS = 100;

    private static final int LONGEST_SEGMENT = 200;
    private static final double DEFAULT_BUDGET = .05;
    private static final Duration DEFAULT_ANSWER = Duration.ofDays(3);
    private static final double DEFAULT_UNANSWERED = .2;

    static PolicyOversight read(YamlMap map, List<Field> fields) {
        var floor = map.word("floor").flatMap(w -> w.choice(LEVELS)).orElse(OversightLevel.HUMAN_IN_THE_LOOP);
        var assurance =
                map.optionalWord("assurance").flatMap(w -> w.choice(ASSURANCES)).orElse(Assurance.REQUIRED);
        var segments = segments(map, fields);
        var errorBudget = errorBudget(map.map("errorBudget"));
        var spotChecks =
                spotChecks(map.map("spotChecks"), errorBudget.onTheLoop().alpha());
        map.end();
        return new PolicyOversight(floor, assurance, segments, errorBudget, spotChecks, map);
    }

    /** A check among reviews that show the answer would be known for a check. */
    void noteIfChecksShow(Blind blind) {
        if (spotChecks.rate() + spotChecks.onTheLoopRate() > 0
                && blind == Blind.NEVER
                && floor != OversightLevel.HUMAN_IN_THE_LOOP) {
            at.note(
                    "spotChecks",
                    "Spot checks are blind, so they could be told from reviews that are not.",
                    "Write 'blind: always' in 'review', or set both rates to 0.");
        }
    }

    private static List<String> segments(YamlMap map, List<Field> fields) {
        var segments = new ArrayList<String>();
        var count = 1L;
        var longest = 0;
        for (var word : map.words("segments")) {
            var field =
                    fields.stream().filter(f -> f.name().equals(word.text())).findFirst();
            if (field.isEmpty() || field.get().values().isEmpty()) {
                word.note(
                        "'%s' is not a category with a list of values.",
                        "Name a field of type category that lists its 'values'.");
            } else if (segments.contains(word.text())) {
                word.note("'%s' is there twice.", "Keep one of them.");
            } else {
                segments.add(word.text());
                count = Math.min(
                        MOST_SEGMENTS + 1L, count * (field.get().values().size() + 1));
                longest += word.text().length() + 2 + longest(field.get());
            }
        }
        if (count > MOST_SEGMENTS || longest > LONGEST_SEGMENT) {
            map.note(
                    "segments",
                    "That makes more than " + MOST_SEGMENTS + " segments, or names of more than " + LONGEST_SEGMENT
                            + " characters.",
                    "Name fewer fields: each segment needs labels of its own to be certified.");
        }
        return segments;
    }

    private static int longest(Field field) {
        return field.values().keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private static ErrorBudget errorBudget(YamlMap map) {
        var alpha = map.word("alpha").flatMap(YamlWord::risk).orElse(DEFAULT_BUDGET);
        var delta = map.word("delta").flatMap(YamlWord::risk).orElse(DEFAULT_BUDGET);
        var onTheLoop = map.optionalMap("onTheLoop")
                .map(m -> onTheLoop(m, alpha))
                .orElse(new ErrorBudget.OnTheLoop(alpha, false));
        map.end();
        return new ErrorBudget(alpha, delta, onTheLoop);
    }

    private static ErrorBudget.OnTheLoop onTheLoop(YamlMap map, double alpha) {
        var own = map.optionalWord("alpha").flatMap(YamlWord::risk).orElse(alpha);
        if (own < alpha) {
            map.note(
                    "alpha",
                    "Decisions that a person watches may err less often than those that no one watches.",
                    "Write at least the 'alpha' of 'errorBudget'.");
        }
        var certified =
                map.optionalWord("assurance").flatMap(w -> w.choice(CERTIFIED)).orElse(false);
        map.end();
        return new ErrorBudget.OnTheLoop(own, certified);
    }

    private static SpotChecks spotChecks(YamlMap map, double largestAlpha) {
        var rate = map.word("rate").flatMap(YamlWord::share);
        var onTheLoopRate = map.word("onTheLoopRate").flatMap(YamlWord::share);
        if (rate.isPresent() && onTheLoopRate.isPresent() && onTheLoopRate.get() < rate.get()) {
            map.note(
                    "onTheLoopRate",
                    "Decisions on the loop are checked less often than those that no one watches.",
                    "Write at least the 'rate'.");
        }
        var detect = map.optionalMap("detect").map(m -> detect(m, largestAlpha)).orElse(null);
        var reviewFirst =
                map.optionalWord("reviewFirst").flatMap(YamlWord::count).orElse(0);
        var answerWithin =
                map.optionalWord("answerWithin").flatMap(YamlWord::duration).orElse(DEFAULT_ANSWER);
        var unanswered = map.optionalWord("unanswered").flatMap(YamlWord::share).orElse(DEFAULT_UNANSWERED);
        var stops =
                map.optionalWord("onWarning").flatMap(w -> w.choice(ON_WARNING)).orElse(false);
        map.end();
        return new SpotChecks(
                rate.orElse(0.), onTheLoopRate.orElse(0.), reviewFirst, detect, answerWithin, unanswered, stops);
    }

    private static SpotChecks.@Nullable Detect detect(YamlMap map, double largestAlpha) {
        var factor = map.word("factor").flatMap(YamlWord::number);
        var within = map.word("within").flatMap(YamlWord::duration);
        if (factor.isPresent() && (factor.get() <= 1 || factor.get() * largestAlpha >= 1)) {
            map.note(
                    "factor",
                    "An error rate of that many times the budget cannot be told from it, or cannot be.",
                    "Write a number above 1, for example 2 to find an error rate of twice the budget.");
            factor = Optional.empty();
        }
        map.end();
        return factor.isEmpty() || within.isEmpty() ? null : new SpotChecks.Detect(factor.get(), within.get());
    }
}
