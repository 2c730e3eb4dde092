package org.countersign.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policy;
import org.countersign.policy.RulesFolder;

/** The files of one version of rules: texts and tables, and the golden cases that they have to pass. */
public final class RuleFiles {

    public static final String GOLDEN_CASES = "cases.csv";

    private RuleFiles() {}

    /**
     * All files of a folder that make a version of rules, golden cases included; a workbook as the CSV that says the same.
     *
     * @throws RulesRefused when a workbook cannot be read
     */
    public static SortedMap<String, String> in(RulesFolder folder, String useCase) {
        var files = new TreeMap<String, String>();
        RuleFile.allIn(folder, useCase).forEach(file -> files.put(file.name(), file.text()));
        folder.read(useCase, GOLDEN_CASES).ifPresent(cases -> files.put(GOLDEN_CASES, cases));
        return files;
    }

    /**
     * Reads the rules of all files, in the order of their names.
     *
     * @throws RulesRefused with all problems of all files
     */
    public static RuleSet read(Map<String, String> files, Policy policy) {
        return readSourced(files, policy).ruleSet();
    }

    private static SourcedRules readSourced(Map<String, String> files, Policy policy) {
        return RuleReader.readSourced(
                files.entrySet().stream()
                        .filter(file -> !file.getKey().equals(GOLDEN_CASES))
                        .sorted(Map.Entry.comparingByKey())
                        .map(file -> new RuleFile(file.getKey(), file.getValue()))
                        .toList(),
                policy);
    }

    /** All that is wrong with them: what does not read, and golden cases that go another way. */
    public static List<FileProblem> check(Map<String, String> files, Policy policy) {
        var unreadable = unreadable(files, policy);
        return unreadable.isEmpty() ? goldenCases(files, policy) : unreadable;
    }

    /** What does not read. */
    static List<FileProblem> unreadable(Map<String, String> files, Policy policy) {
        try {
            read(files, policy);
            return List.of();
        } catch (RulesRefused refused) {
            return problems(refused);
        }
    }

    /** Golden cases that go another way, or do not read; says nothing while rules do not read. */
    static List<FileProblem> goldenCases(Map<String, String> files, Policy policy) {
        var golden = files.get(GOLDEN_CASES);
        if (golden == null) {
            return List.of();
        }
        try {
            return GoldenCases.check(golden, read(files, policy), policy).stream()
                    .map(p -> problem(GOLDEN_CASES, p))
                    .toList();
        } catch (RulesRefused said) {
            return List.of(); // said by the check
        }
    }

    /** What {@link RuleChecks} say of files that can be read, each at the place of the rule that it is about. */
    public static List<FileProblem> doubts(Map<String, String> files, Policy policy) {
        SourcedRules rules;
        try {
            rules = readSourced(files, policy);
        } catch (RulesRefused said) {
            return List.of(); // said by the check
        }
        var first = files.keySet().stream()
                .filter(file -> !file.equals(GOLDEN_CASES))
                .min(Comparator.naturalOrder())
                .orElse(GOLDEN_CASES);
        return RuleChecks.check(rules, policy).stream()
                .map(finding -> problem(finding, first))
                .toList();
    }

    /** A finding about what no rule says is shown at the beginning of the first file. */
    private static FileProblem problem(RuleFinding finding, String first) {
        var place = Objects.requireNonNullElse(finding.place(), new SourcedRules.Place(first, 1, 1));
        return new FileProblem(
                place.file(), place.line(), place.column(), finding.severity(), finding.what(), finding.mend());
    }

    /** The same, file by file in one list. */
    public static List<FileProblem> problems(RulesRefused refused) {
        var problems = new ArrayList<FileProblem>();
        refused.problems().forEach((file, found) -> found.forEach(p -> problems.add(problem(file, p))));
        return problems;
    }

    private static FileProblem problem(String file, RuleProblem p) {
        return new FileProblem(file, p.line(), p.column(), p.what(), p.mend());
    }
}
