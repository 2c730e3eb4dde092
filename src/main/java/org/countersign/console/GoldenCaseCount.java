package org.countersign.console;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.countersign.routing.RuleFiles;

/** How many golden cases there are, so that "they pass" comes with its number. */
final class GoldenCaseCount {

    private GoldenCaseCount() {}

    static long of(Map<String, String> files) {
        var format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        try (var rows = format.parse(new StringReader(files.getOrDefault(RuleFiles.GOLDEN_CASES, "")))) {
            return Math.max(0, rows.stream().count() - 1);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException unreadable) {
            return 0;
        }
    }
}
