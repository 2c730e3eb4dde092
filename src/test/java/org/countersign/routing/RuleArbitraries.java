package org.countersign.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.decision.Workload;
import org.jspecify.annotations.Nullable;

/** Random rule sets and facts of the credit policy, over few values so that they meet. */
final class RuleArbitraries {

    private static final List<Double> NUMBERS = List.of(-1.0, 0.0, 0.5, 1.0, 2.0, 10000.0, 0.000123, 123456789012345.0);
    private static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    private static final List<String> PURPOSES = List.of("A40", "A41", "A42", "A43");
    private static final List<String> WORDS =
            List.of("web", "branch", "north", "ä ö // */ end", "=1+1", "-x", " a ", "b; c", "007", "");

    private final Random random;

    RuleArbitraries(long seed) {
        this.random = new Random(seed);
    }

    RuleSet ruleSet() {
        var rules = new ArrayList<Rule>();
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            rules.add(rule("rule " + i));
        }
        return new RuleSet(rules);
    }

    /** Rules that fit into a table, as people would write them in any order. */
    RuleSet table() {
        var rules = new ArrayList<Rule>();
        int size = random.nextInt(8);
        for (int i = 0; i < size; i++) {
            var rule = rule("rule " + i);
            if (RuleTable.write(new RuleSet(List.of(rule)), RuleTexts.CREDIT) instanceof RuleTable.Writing.Written) {
                rules.add(rule);
            }
        }
        return new RuleSet(rules);
    }

    /** Simple rules, so many of them that they repeat, contain and contradict each other. */
    RuleSet crowd() {
        var rules = new ArrayList<Rule>();
        int size = 2 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            var fact = pick(List.of(FactType.CASE, FactType.PREDICTION, FactType.PREDICTION, FactType.WORKLOAD));
            var conditions = new ArrayList<Condition>();
            for (int j = 0; j <= random.nextInt(2); j++) {
                conditions.add(condition(fact, random.nextInt(3)));
            }
            var from = random.nextInt(10) == 0 ? LocalDate.of(2026, 6, 1) : null;
            var patterns = List.of(new Pattern(fact, conditions));
            var actions = actions(fact == FactType.WORKLOAD);
            var another = i > 0 && random.nextInt(8) == 0 ? pick(rules) : null;
            rules.add(new Rule(
                    "rule " + i,
                    "owner",
                    "because",
                    another == null ? from : another.effective(),
                    null,
                    another == null ? patterns : another.patterns(),
                    another == null ? actions : another.actions()));
        }
        return new RuleSet(rules);
    }

    private Rule rule(String name) {
        var patterns = new ArrayList<Pattern>();
        for (var fact : FactType.values()) {
            if (random.nextInt(3) == 0) {
                patterns.add(new Pattern(fact, conditions(fact)));
            }
        }
        if (patterns.isEmpty()) {
            patterns.add(new Pattern(FactType.CASE, conditions(FactType.CASE)));
        }
        boolean workload = patterns.stream().anyMatch(p -> p.fact() == FactType.WORKLOAD);
        var from = random.nextInt(4) == 0 ? LocalDate.of(2026, 1 + random.nextInt(6), 1) : null;
        var until = random.nextInt(4) == 0 ? LocalDate.of(2026, 7 + random.nextInt(6), 1) : null;
        return new Rule(name, "own,er", "be cause", from, until, patterns, actions(workload));
    }

    private List<Action> actions(boolean workload) {
        var actions = new ArrayList<Action>();
        switch (random.nextInt(5)) {
            case 0 -> actions.add(new Action.SetLevel(OversightLevel.HUMAN_IN_THE_LOOP, "re (view);"));
            case 1 -> actions.add(new Action.SetLevel(OversightLevel.HUMAN_ON_THE_LOOP, "watch"));
            case 2 ->
                actions.add(new Action.SetLevel(
                        workload ? OversightLevel.HUMAN_ON_THE_LOOP : OversightLevel.AUTO_APPROVE, "fine"));
            case 3 -> actions.add(new Action.AskSecondPerson("two"));
            default -> actions.add(new Action.SetPriority(random.nextInt(101)));
        }
        if (random.nextBoolean()) {
            actions.add(new Action.SetQueue(pick(List.of("credit-review", "credit-senior"))));
        }
        return actions;
    }

    private List<Condition> conditions(FactType fact) {
        var conditions = new ArrayList<Condition>();
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            conditions.add(condition(fact, 3));
        }
        return conditions;
    }

    private Condition condition(FactType fact, int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(8)) {
            case 0 -> new Condition.AllOf(List.of(condition(fact, depth - 1), condition(fact, depth - 1)));
            case 1 -> new Condition.AnyOf(List.of(condition(fact, depth - 1), condition(fact, depth - 1)));
            case 2 -> new Condition.Not(condition(fact, depth - 1));
            default -> leaf(fact);
        };
    }

    private Condition leaf(FactType fact) {
        return switch (fact) {
            case CASE ->
                random.nextBoolean()
                        ? numeric(pick(List.of("age", "credit_amount")), NUMBERS)
                        : text("purpose", PURPOSES);
            case PREDICTION ->
                switch (random.nextInt(3)) {
                    case 0 -> text("label", List.of("good", "bad"));
                    case 1 ->
                        new Condition.Comparison("adverse", Operator.EQUAL, new Literal.Truth(random.nextBoolean()));
                    default -> numeric(pick(List.of("confidence", "typicality")), SHARES);
                };
            case STANDING ->
                random.nextBoolean()
                        ? text("certificate", List.of("VALID", "NONE", "REVOKED"))
                        : numeric("coverage", SHARES);
            case WORKLOAD -> numeric(pick(List.of("waiting", "oldest")), NUMBERS);
            case CONTEXT -> text(pick(List.of("channel", "region")), WORDS);
        };
    }

    private Condition numeric(String field, List<Double> values) {
        return random.nextInt(4) == 0
                ? new Condition.Membership(field, random.nextBoolean(), literals(values))
                : new Condition.Comparison(field, pick(List.of(Operator.values())), new Literal.Numeric(pick(values)));
    }

    private Condition text(String field, List<String> values) {
        return random.nextBoolean()
                ? new Condition.Membership(field, random.nextBoolean(), literals(values))
                : new Condition.Comparison(
                        field, pick(List.of(Operator.EQUAL, Operator.NOT_EQUAL)), new Literal.Text(pick(values)));
    }

    private List<Literal> literals(List<?> values) {
        var literals = new ArrayList<Literal>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            var value = pick(values);
            literals.add(value instanceof Double d ? new Literal.Numeric(d) : new Literal.Text((String) value));
        }
        return literals;
    }

    Facts facts() {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean whole = random.nextBoolean();
        for (var field : List.of("age", "credit_amount")) {
            if (whole || random.nextInt(6) > 0) {
                fields.put(field, pick(NUMBERS));
            }
        }
        if (whole || random.nextInt(6) > 0) {
            fields.put("purpose", pick(PURPOSES));
        }
        return new Facts(
                new Case(fields),
                new Prediction(
                        pick(List.of("good", "bad")),
                        random.nextInt(20) == 0 ? Double.NaN : pick(SHARES),
                        Map.of(),
                        orNull(pick(SHARES), whole),
                        List.of(),
                        null),
                new Standing(pick(List.of(CertificateState.values())), orNull(pick(SHARES), whole), 3, false),
                new Workload(random.nextInt(3), pick(NUMBERS)),
                new Context(
                        orNull(pick(WORDS), whole),
                        orNull(pick(WORDS), whole),
                        Instant.parse("2026-%02d-01T00:00:00Z".formatted(1 + random.nextInt(12)))));
    }

    private <T> @Nullable T orNull(T value, boolean whole) {
        return whole || random.nextInt(4) > 0 ? value : null;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Cuts, doubles, moves and replaces pieces, so that much of the text still makes sense. */
    String mutate(String text) {
        var mutant = new StringBuilder(text);
        var pieces = List.of(
                "\"",
                "(",
                ")",
                "end",
                "rule",
                "||",
                "!",
                "\\u0022",
                "\n",
                "/*",
                "*/",
                "//",
                "route.",
                "@",
                "\u202E",
                "not in",
                "9",
                "eval(true)",
                ";",
                "when",
                "then",
                ",",
                "import x;",
                "'",
                "{",
                "}",
                "\0",
                "in",
                "-");
        for (int i = 0; i <= random.nextInt(4) && mutant.length() > 0; i++) {
            int at = random.nextInt(mutant.length());
            int to = Math.min(mutant.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, to);
                case 1 -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, to));
                case 2 -> mutant.replace(at, to, pick(pieces));
                default -> mutant.insert(at, pick(pieces));
            }
        }
        return mutant.toString();
    }
}
