package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.policy.Policy;
import org.countersign.routing.RuleFinding.Kind;

/**
 * Looks at rules that can be read, before anything runs: which can never fire, repeat or contradict one another, add
 * nothing, apply to everything, or leave cases to the default. It looks at conditions only, and works a bounded time.
 */
public final class RuleChecks {

    private final Space space;
    private final Findings findings;
    private final List<Reach> reaches = new ArrayList<>();
    private boolean sawAll = true;

    private RuleChecks(Policy policy, Findings findings) {
        this.space = new Space(policy);
        this.findings = findings;
    }

    /** What there is to say about rules that were read against this policy; worst first. */
    public static List<RuleFinding> check(RuleSet ruleSet, Policy policy) {
        return check(new SourcedRules(ruleSet, Map.of()), policy);
    }

    /** As {@link #check(RuleSet, Policy)}, with the place of each rule. */
    public static List<RuleFinding> check(SourcedRules rules, Policy policy) {
        var findings = new Findings(rules.places());
        new RuleChecks(policy, findings).check(rules.ruleSet());
        return findings.inOrder();
    }

    private void check(RuleSet ruleSet) {
        ruleSet.rules().forEach(this::look);
        var alive = reaches.stream().filter(reach -> !reach.boxes().isEmpty()).toList();
        new PairChecks(alive, findings).run();
        gaps(alive);
    }

    private void look(Rule rule) {
        var reach = Reach.of(rule, space);
        reach.ifPresent(reaches::add);
        if (reach.isEmpty()) {
            sawAll = false;
            findings.add(
                    Severity.NOTE,
                    Kind.UNCHECKED,
                    List.of(rule.name()),
                    "The rule '" + rule.name() + "' is too intricate to be compared with others.",
                    "Split it into several rules.");
        } else if (reach.get().boxes().isEmpty()) {
            findings.add(
                    Severity.ERROR,
                    Kind.NEVER_FIRES,
                    List.of(rule.name()),
                    "The rule '" + rule.name() + "' can never fire: " + whyNever(rule) + ".",
                    "Mend its conditions, or remove it.");
        } else if (rule.isUnconditional() || isEverything(reach.get())) {
            findings.add(
                    Severity.WARNING,
                    Kind.UNCONDITIONAL,
                    List.of(rule.name()),
                    "The rule '" + rule.name() + "' applies to every case.",
                    "Make sure that this is meant; else write a condition.");
        }
    }

    private static boolean isEverything(Reach reach) {
        return reach.boxes().stream()
                .anyMatch(box -> box.axes().length == 0 || (box.axes().length == 1 && box.axes()[0] == Space.DAY));
    }

    /** The first field that cannot be what all of its conditions ask for, if it is that simple. */
    private String whyNever(Rule rule) {
        if (space.days(rule) == null) {
            return "it expires before it takes effect";
        }
        var asked = new TreeMap<Integer, Values>();
        for (var pattern : rule.patterns()) {
            for (var condition : pattern.conditions()) {
                gather(pattern.fact(), condition, asked);
            }
        }
        for (var entry : asked.entrySet()) {
            int axis = entry.getKey();
            if (entry.getValue().isEmpty()) {
                return "no " + space.title(axis) + " meets all of its conditions";
            }
            if (entry.getValue().and(space.domain(axis)).isEmpty()) {
                return "%s is always %s"
                        .formatted(space.title(axis), ValueWords.of(space.domain(axis), space.domain(axis), false));
            }
        }
        return "its conditions exclude each other";
    }

    private void gather(FactType fact, Condition condition, Map<Integer, Values> asked) {
        if (condition instanceof Condition.AllOf all) {
            all.parts().forEach(part -> gather(fact, part, asked));
        } else if (condition instanceof Condition.Comparison || condition instanceof Condition.Membership) {
            asked.merge(space.axis(fact, condition), space.values(fact, condition), Values::and);
        }
    }

    private void gaps(List<Reach> alive) {
        if (!sawAll) {
            return;
        }
        // a level that the workload asks for is only added to one that another rule sets
        var boxes = alive.stream()
                .filter(reach ->
                        Effect.of(reach.rule()).level() != null && !reach.rule().readsWorkload())
                .flatMap(reach -> reach.boxes().stream())
                .collect(Collectors.toList());
        var search = new GapSearch(space, boxes);
        for (var gap : search.gaps()) {
            findings.add(
                    Severity.NOTE,
                    Kind.GAP,
                    List.of(),
                    "No rule sets a level for " + space.describe(gap) + ".",
                    "Nothing, if a person is to decide these: that is the default. Else write a rule.");
        }
        if (!search.isComplete()) {
            findings.add(
                    Severity.NOTE,
                    Kind.UNCHECKED,
                    List.of(),
                    "Not all cases were looked at for gaps: the rules divide them too finely.",
                    "Use fewer or simpler rules.");
        }
    }
}
