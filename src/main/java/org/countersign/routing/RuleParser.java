package org.countersign.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.policy.Policy;
import org.countersign.routing.Token.Kind;

/** Reads rules from tokens by recursive descent: an allow-list, as what it does not know it cannot read. */
final class RuleParser {

    private final Tokens tokens;
    private final Policy policy;
    private final Vocabulary vocabulary;
    private final Problems problems;
    private final HeadChecks heads;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, RuleReading.Spot> names = new LinkedHashMap<>();

    /** @param taken names of rules read so far; those read here are added */
    RuleParser(Tokens tokens, Policy policy, Problems problems, Set<String> taken) {
        this.tokens = tokens;
        this.policy = policy;
        this.vocabulary = new Vocabulary(policy);
        this.problems = problems;
        this.heads = new HeadChecks(problems, taken);
    }

    List<Rule> rules() {
        packageHeader();
        while (tokens.peek().kind() != Kind.END) {
            try {
                tokens.word("rule", "Only rules can stand here: rule \"name\" … when … then … end.");
                rules.add(rule());
            } catch (Unreadable noted) {
                skipToNextRule();
            }
            if (heads.areTooMany(tokens.peek())) {
                break;
            }
        }
        return rules;
    }

    /** Where the name of each rule stands. */
    Map<String, RuleReading.Spot> names() {
        return names;
    }

    private void packageHeader() {
        if (tokens.peek().isWord("package") && tokens.peekNext().isWord("rules")) {
            tokens.next();
            tokens.next();
            tokens.skipSymbol(";");
        }
    }

    /** A rule begins with 'rule' and its name in quotes; 'end' ends one, but may also be missing. */
    private void skipToNextRule() {
        while (tokens.peek().kind() != Kind.END
                && !(tokens.peek().isWord("rule") && tokens.peekNext().kind() == Kind.STRING)) {
            tokens.next();
        }
    }

    private Rule rule() {
        var name = tokens.expect(Kind.STRING, "the rule's name", "Write the name in double quotes.");
        heads.name(name);
        names.put(name.text(), new RuleReading.Spot(name.line(), name.column()));
        var annotations = annotations(name);
        var days = days();
        tokens.word("when", "Write 'when' and the conditions here.");
        var patterns = patterns();
        boolean readsWorkload = patterns.stream().anyMatch(p -> p.fact() == FactType.WORKLOAD);
        var actions = new ActionParser(tokens, policy, problems).actions(readsWorkload);
        return new Rule(
                name.text(),
                annotations.getOrDefault("owner", ""),
                annotations.getOrDefault("rationale", ""),
                days.get("date-effective"),
                days.get("date-expires"),
                patterns,
                actions);
    }

    private Map<String, String> annotations(Token rule) {
        var annotations = new LinkedHashMap<String, String>();
        while (tokens.skipSymbol("@")) {
            var name = tokens.expect(Kind.WORD, "owner or rationale", "Write @owner(\"…\") or @rationale(\"…\").");
            if (!Set.of("owner", "rationale").contains(name.text())) {
                problems.add(name, "There is no annotation " + name.shown() + ".", "Use @owner and @rationale only.");
            }
            tokens.symbol("(", "after the annotation's name");
            var value = tokens.expect(Kind.STRING, "a text in double quotes", "Write it in double quotes.");
            tokens.symbol(")", "after the annotation's value");
            if (annotations.put(name.text(), value.text()) != null) {
                problems.add(name, "There is another @" + name.text() + ".", "Keep one of them.");
            }
        }
        for (var needed : List.of("owner", "rationale")) {
            if (annotations.getOrDefault(needed, "").isBlank()) {
                problems.add(
                        rule,
                        "The rule does not say its " + needed + ".",
                        "Write @" + needed + "(\"…\") after the rule's name.");
            }
        }
        return annotations;
    }

    private Map<String, LocalDate> days() {
        var days = new LinkedHashMap<String, LocalDate>();
        var at = tokens.peek();
        while (!tokens.peek().isWord("when")) {
            at = tokens.peek();
            if (!at.isWord("date-effective") && !at.isWord("date-expires")) {
                throw tokens.unreadable(
                        "Expected 'when', found " + at.shown() + ".",
                        "Between the name and 'when' stand only @owner, @rationale, then date-effective and date-expires.");
            }
            tokens.next();
            var text = tokens.expect(Kind.STRING, "a day in double quotes", "Write a day such as \"2026-01-31\".");
            var day = heads.day(text);
            if (day != null && days.put(at.text(), day) != null) {
                problems.add(at, "There is another " + at.shown() + ".", "Keep one of them.");
            }
        }
        heads.order(at, days.get("date-effective"), days.get("date-expires"));
        return days;
    }

    private List<Pattern> patterns() {
        var patterns = new ArrayList<Pattern>();
        var seen = EnumSet.noneOf(FactType.class);
        var conditions = new ConditionParser(tokens, vocabulary, problems);
        while (!tokens.skipWord("then")) {
            var word = tokens.expect(Kind.WORD, "a fact or 'then'", "Write a fact, such as Case( … ), or 'then'.");
            var fact = FactType.of(word.text()).orElseThrow(() -> noFact(word));
            if (!seen.add(fact)) {
                problems.add(word, "There is another " + fact.word() + " in this rule.", "Join the two with a comma.");
            }
            tokens.symbol("(", "after the fact");
            patterns.add(new Pattern(fact, conditions.conditions(fact)));
        }
        if (patterns.isEmpty()) {
            problems.add(
                    tokens.peek(),
                    "The rule has no condition.",
                    "Write at least one fact after 'when'; Case() applies to every case.");
        }
        return patterns;
    }

    private Unreadable noFact(Token word) {
        problems.add(word, word.shown() + " is no fact.", "Use Case, Prediction, Standing, Workload or Context.");
        return new Unreadable();
    }
}
