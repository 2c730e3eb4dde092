package org.countersign.routing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files of rules that are not within the language; everything that is wrong, by file. */
public class RulesRefused extends RuntimeException {

    private final transient Map<String, List<RuleProblem>> problems;

    public RulesRefused(Map<String, List<RuleProblem>> problems) {
        super(problems.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(p -> line(e.getKey(), p)))
                .collect(Collectors.joining("\n")));
        this.problems = new TreeMap<>(problems);
    }

    /** By file name; only files with problems. */
    public Map<String, List<RuleProblem>> problems() {
        return problems;
    }

    private static String line(String file, RuleProblem p) {
        return "%s:%d:%d: %s %s".formatted(file, p.line(), p.column(), p.what(), p.mend());
    }
}
