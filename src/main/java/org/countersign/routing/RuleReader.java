package org.countersign.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.policy.Policy;

/**
 * Reads rule text into records, or says all that is wrong with it. Text is never compiled: only what the language has
 * can be read.
 */
public final class RuleReader {

    private static final int LONGEST = 1_000_000;

    private RuleReader() {}

    /** Reads one text against the policy of its use case. */
    public static RuleReading read(String text, Policy policy) {
        return read(text, policy, new HashSet<>());
    }

    /** As {@link #readSourced}, when no one asks where a rule is written. */
    public static RuleSet readAll(List<RuleFile> files, Policy policy) {
        return readSourced(files, policy).ruleSet();
    }

    /**
     * Reads several files, in their order, as one rule set; names are unique across all of them. A file whose name ends
     * in {@code .csv} or {@code .xlsx} is a table, any other is text.
     *
     * @throws RulesRefused with all problems of all files
     */
    public static SourcedRules readSourced(List<RuleFile> files, Policy policy) {
        var rules = new ArrayList<Rule>();
        var places = new HashMap<String, SourcedRules.Place>();
        var taken = new HashSet<String>();
        var problems = new TreeMap<String, List<RuleProblem>>();
        for (var file : files) {
            var reading = read(file, policy, taken);
            if (reading instanceof RuleReading.Refused refused) {
                problems.put(file.name(), refused.problems());
            } else if (reading instanceof RuleReading.Read read) {
                rules.addAll(read.ruleSet().rules());
                read.names()
                        .forEach((rule, name) ->
                                places.put(rule, new SourcedRules.Place(file.name(), name.line(), name.column())));
            }
        }
        if (!problems.isEmpty()) {
            throw new RulesRefused(problems);
        }
        return new SourcedRules(new RuleSet(rules), places);
    }

    private static RuleReading read(RuleFile file, Policy policy, Set<String> taken) {
        return file.isTable() ? RuleTable.read(file.text(), policy, taken) : read(file.text(), policy, taken);
    }

    private static RuleReading read(String text, Policy policy, Set<String> taken) {
        var problems = new Problems();
        if (text.length() > LONGEST) {
            problems.add(1, 1, "The text is too long.", "Use at most " + LONGEST + " characters.");
            return new RuleReading.Refused(problems.inOrder());
        }
        var tokens = new Tokens(Lexer.tokens(text, problems), problems);
        var parser = new RuleParser(tokens, policy, problems, taken);
        var rules = parser.rules();
        return reading(rules, parser.names(), problems);
    }

    static RuleReading reading(List<Rule> rules, Map<String, RuleReading.Spot> names, Problems problems) {
        return problems.isEmpty()
                ? new RuleReading.Read(new RuleSet(rules), names)
                : new RuleReading.Refused(problems.inOrder());
    }
}
