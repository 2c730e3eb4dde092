package org.countersign.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.routing.RuleFinding.Kind;
import org.jspecify.annotations.Nullable;

/** Looks at each rule beside each other: what repeats, contradicts, adds nothing, or meets under another level. */
final class PairChecks {

    private static final long MOST_BOXES_COMPARED = 20_000_000;
    private static final int MOST_NAMED = 10;

    private final List<Reach> reaches;
    private final List<Effect> effects;
    private final Findings findings;
    private final Set<Integer> settled = new HashSet<>();
    private final Map<Integer, List<Integer>> stricterElsewhere = new LinkedHashMap<>();

    PairChecks(List<Reach> reaches, Findings findings) {
        this.reaches = reaches;
        this.effects = reaches.stream().map(reach -> Effect.of(reach.rule())).toList();
        this.findings = findings;
    }

    void run() {
        long compared = 0;
        for (int i = 0; i < reaches.size(); i++) {
            for (int j = 0; j < i && !settled.contains(i); j++) {
                compared += (long) reaches.get(i).boxes().size()
                        * reaches.get(j).boxes().size();
                if (compared > MOST_BOXES_COMPARED) {
                    findings.add(
                            Severity.NOTE,
                            Kind.UNCHECKED,
                            List.of(name(i)),
                            "From the rule '" + name(i)
                                    + "' on, rules were not compared with each other: there are too many.",
                            "Use fewer or simpler rules.");
                    reportOverlaps();
                    return;
                }
                pair(j, i);
            }
        }
        reportOverlaps();
    }

    private void pair(int earlier, int later) {
        var first = reaches.get(earlier);
        var second = reaches.get(later);
        if (!first.meets(second)) {
            return;
        }
        boolean firstWithin = first.isWithin(second);
        boolean secondWithin = second.isWithin(first);
        if (firstWithin && secondWithin) {
            same(earlier, later);
        } else if (secondWithin) {
            within(later, earlier);
        } else if (firstWithin) {
            within(earlier, later);
        } else {
            overlap(earlier, later);
            overlap(later, earlier);
        }
    }

    private void same(int earlier, int later) {
        var mine = effects.get(later);
        var theirs = effects.get(earlier);
        if (mine.equals(theirs)) {
            settled.add(later);
            findings.add(
                    Severity.WARNING,
                    Kind.REPEATS,
                    List.of(name(later), name(earlier)),
                    "The rule '%s' repeats '%s': same conditions, same actions.".formatted(name(later), name(earlier)),
                    "Remove one of them.");
        } else if (mine.isLaxerThan(theirs) || theirs.isLaxerThan(mine)) {
            settled.add(later);
            findings.add(
                    Severity.ERROR,
                    Kind.CONTRADICTS,
                    List.of(name(later), name(earlier)),
                    "The rule '%s' asks to %s, and '%s' to %s, under the same conditions; the stricter wins."
                            .formatted(name(later), words(mine.level()), name(earlier), words(theirs.level())),
                    "Keep the one that is meant.");
        } else if (addsNothing(later, earlier)) {
            redundant(later, earlier);
        } else if (addsNothing(earlier, later)) {
            redundant(earlier, later);
        }
    }

    private void within(int narrow, int broad) {
        var mine = effects.get(narrow);
        var theirs = effects.get(broad);
        if (settled.contains(narrow)) {
            return;
        }
        if (mine.level() == OversightLevel.AUTO_APPROVE && mine.isLaxerThan(theirs)) {
            settled.add(narrow);
            findings.add(
                    Severity.WARNING,
                    Kind.CONTRADICTS,
                    List.of(name(narrow), name(broad)),
                    "The rule '%s' approves nothing: wherever it applies, '%s' asks to %s."
                            .formatted(name(narrow), name(broad), words(theirs.level())),
                    "Narrow '" + name(broad) + "', or remove '" + name(narrow) + "'.");
        } else if (addsNothing(narrow, broad)) {
            redundant(narrow, broad);
        }
    }

    /** A level that the workload asks for is only added to one that another rule sets. */
    private boolean addsNothing(int narrow, int broad) {
        boolean queueMayMatter = effects.get(narrow).queue() != null && narrow < broad;
        return effects.get(narrow).isWithin(effects.get(broad))
                && !queueMayMatter
                && (readsWorkload(narrow) || !readsWorkload(broad));
    }

    private void redundant(int narrow, int broad) {
        settled.add(narrow);
        findings.add(
                Severity.WARNING,
                Kind.REDUNDANT,
                List.of(name(narrow), name(broad)),
                "The rule '%s' adds nothing: wherever it applies, '%s' asks for as much or more."
                        .formatted(name(narrow), name(broad)),
                "Remove it, or mend its conditions.");
    }

    private void overlap(int lax, int strict) {
        if (effects.get(lax).isLaxerThan(effects.get(strict)) && !readsWorkload(strict)) {
            stricterElsewhere.computeIfAbsent(lax, any -> new ArrayList<>()).add(strict);
        }
    }

    private void reportOverlaps() {
        stricterElsewhere.forEach((lax, strict) -> {
            var rules = new ArrayList<>(List.of(name(lax)));
            strict.stream().limit(MOST_NAMED).map(this::name).forEach(rules::add);
            var more = strict.size() > MOST_NAMED ? " and " + (strict.size() - MOST_NAMED) + " more" : "";
            var named = rules.stream().skip(1).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
            findings.add(
                    Severity.NOTE,
                    Kind.OVERLAPS,
                    rules,
                    "Some cases to which '%s' applies go to a stricter level by %s%s."
                            .formatted(name(lax), named, more),
                    "Nothing, if that is meant: the strictest level wins.");
        });
    }

    private boolean readsWorkload(int rule) {
        return reaches.get(rule).rule().readsWorkload();
    }

    private String name(int rule) {
        return reaches.get(rule).rule().name();
    }

    private static String words(@Nullable OversightLevel level) {
        if (level == null) {
            return "do nothing";
        }
        return switch (level) {
            case AUTO_APPROVE -> "approve";
            case HUMAN_ON_THE_LOOP -> "have a person watch";
            case HUMAN_IN_THE_LOOP -> "have a person decide";
        };
    }
}
