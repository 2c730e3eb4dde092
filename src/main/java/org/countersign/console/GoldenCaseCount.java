package org.countersign.console;

import java.util.Map;
import org.countersign.routing.Grid;
import org.countersign.routing.RuleFiles;

/** How many golden cases there are, so that "they pass" comes with its number. */
final class GoldenCaseCount {

    private GoldenCaseCount() {}

    static long of(Map<String, String> files) {
        return Grid.parse(files.getOrDefault(RuleFiles.GOLDEN_CASES, ""))
                .fold(
                        grid -> grid.rows().stream()
                                .filter(row -> !row.stream().allMatch(String::isEmpty))
                                .count(),
                        unreadable -> 0L);
    }
}
