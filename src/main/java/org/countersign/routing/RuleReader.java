package org.countersign.routing;

import java.util.ArrayList;
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

    /** Reads several files, in their order, as one rule set; names are unique across all of them. */
    public static RuleSet readAll(List<RuleFile> files, Policy policy) {
        var rules = new ArrayList<Rule>();
        var taken = new HashSet<String>();
        var problems = new TreeMap<String, List<RuleProblem>>();
        for (var file : files) {
            collect(read(file.text(), policy, taken), rules, file, problems);
        }
        if (!problems.isEmpty()) {
            throw new RulesRefused(problems);
        }
        return new RuleSet(rules);
    }

    private static void collect(
            RuleReading reading, List<Rule> rules, RuleFile file, Map<String, List<RuleProblem>> problems) {
        if (reading instanceof RuleReading.Refused refused) {
            problems.put(file.name(), refused.problems());
        } else if (reading instanceof RuleReading.Read read) {
            rules.addAll(read.ruleSet().rules());
        }
    }

    private static RuleReading read(String text, Policy policy, Set<String> taken) {
        var problems = new Problems();
        if (text.length() > LONGEST) {
            problems.add(1, 1, "The text is too long.", "Use at most " + LONGEST + " characters.");
            return new RuleReading.Refused(problems.inOrder());
        }
        var tokens = new Tokens(Lexer.tokens(text, problems), problems);
        var rules = new RuleParser(tokens, policy, problems, taken).rules();
        return problems.isEmpty()
                ? new RuleReading.Read(new RuleSet(rules))
                : new RuleReading.Refused(problems.inOrder());
    }
}
