package org.countersign.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.policy.FileProblem;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.routing.Grid;

/**
 * A problem, or something to look at, as a page shows it.
 *
 * @param place where it is, in words; in a table by the heading of its column
 * @param excerpt the text of that line, so that it can be found without an editor
 */
record Finding(
        String file, int line, int column, Severity severity, String place, String what, String mend, String excerpt) {

    private static final int LONGEST = 160;

    static List<Finding> of(List<FileProblem> problems, Map<String, String> files) {
        return problems.stream()
                .map(p -> new Finding(
                        p.file(),
                        p.line(),
                        p.column(),
                        p.severity(),
                        place(p, files),
                        p.what(),
                        p.mend(),
                        excerpt(p, files)))
                .toList();
    }

    /** Whether nothing keeps the text from being proposed. */
    static boolean sound(List<Finding> findings) {
        return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }

    private static String place(FileProblem p, Map<String, String> files) {
        var column = heading(p, files).findFirst().orElse("column " + p.column());
        return "%s, line %d, %s".formatted(p.file(), p.line(), column);
    }

    private static Stream<String> heading(FileProblem p, Map<String, String> files) {
        return EditedFiles.isTable(p.file())
                ? files.getOrDefault(p.file(), "")
                        .lines()
                        .limit(1)
                        .flatMap(header -> Grid.parse(header).fold(Grid::header, none -> List.<String>of()).stream())
                        .skip(Math.max(0, p.column() - 1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                : Stream.empty();
    }

    private static String excerpt(FileProblem p, Map<String, String> files) {
        if (p.severity() == Severity.NOTE) {
            return ""; // about several rules, or about what none says
        }
        var line = files.getOrDefault(p.file(), "")
                .lines()
                .skip(Math.max(0, p.line() - 1))
                .findFirst()
                .orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
