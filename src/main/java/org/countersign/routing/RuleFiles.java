package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policy;

/** The files of one version of rules: texts and tables, and the golden cases that they have to pass. */
public final class RuleFiles {

    public static final String GOLDEN_CASES = "cases.csv";

    private RuleFiles() {}

    /**
     * Reads the rules of all files, in the order of their names.
     *
     * @throws RulesRefused with all problems of all files
     */
    public static RuleSet read(Map<String, String> files, Policy policy) {
        return RuleReader.readAll(
                files.entrySet().stream()
                        .filter(file -> !file.getKey().equals(GOLDEN_CASES))
                        .sorted(Map.Entry.comparingByKey())
                        .map(file -> new RuleFile(file.getKey(), file.getValue()))
                        .toList(),
                policy);
    }

    /** All that is wrong with them: what does not read, and golden cases that go another way. */
    public static List<FileProblem> check(Map<String, String> files, Policy policy) {
        try {
            var ruleSet = read(files, policy);
            var golden = files.get(GOLDEN_CASES);
            return golden == null
                    ? List.of()
                    : GoldenCases.check(golden, ruleSet, policy).stream()
                            .map(p -> problem(GOLDEN_CASES, p))
                            .toList();
        } catch (RulesRefused refused) {
            var problems = new ArrayList<FileProblem>();
            refused.problems().forEach((file, found) -> found.forEach(p -> problems.add(problem(file, p))));
            return problems;
        }
    }

    private static FileProblem problem(String file, RuleProblem p) {
        return new FileProblem(file, p.line(), p.column(), p.what(), p.mend());
    }
}
