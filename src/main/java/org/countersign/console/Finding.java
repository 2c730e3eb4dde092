package org.countersign.console;

import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem;

/**
 * A problem as a page shows it.
 *
 * @param excerpt the text of that line, so that it can be found without an editor
 */
record Finding(String file, int line, int column, String what, String mend, String excerpt) {

    private static final int LONGEST = 160;

    static List<Finding> of(List<FileProblem> problems, Map<String, String> files) {
        return problems.stream()
                .map(p -> new Finding(p.file(), p.line(), p.column(), p.what(), p.mend(), excerpt(p, files)))
                .toList();
    }

    private static String excerpt(FileProblem p, Map<String, String> files) {
        var line = files.getOrDefault(p.file(), "")
                .lines()
                .skip(Math.max(0, p.line() - 1))
                .findFirst()
                .orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
