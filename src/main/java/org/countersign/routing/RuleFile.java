package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.policy.RulesFolder;

/**
 * A file of rules: its name, for people, and its text. A name that ends in {@code .csv} or {@code .xlsx} means a table, as
 * CSV in either case.
 */
public record RuleFile(String name, String text) {

    /** All files of a use case that hold rules, in order of their names. */
    public static List<RuleFile> allIn(RulesFolder folder, String useCase) {
        var texts = new TreeMap<>(folder.readAll(useCase, "drl"));
        texts.putAll(folder.readAll(useCase, "csv"));
        texts.remove(RuleFiles.GOLDEN_CASES);
        var files = new ArrayList<RuleFile>();
        texts.forEach((name, text) -> files.add(new RuleFile(name, text)));
        folder.readAllBytes(useCase, "xlsx").forEach((name, bytes) -> files.add(ofWorkbook(name, bytes)));
        files.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(files);
    }

    /**
     * An XLSX file as the CSV that says the same.
     *
     * @throws RulesRefused when it cannot be read
     */
    public static RuleFile ofWorkbook(String name, byte[] xlsx) {
        return Workbook.read(xlsx).fold(grid -> new RuleFile(name, grid.csv()), problems -> {
            throw new RulesRefused(Map.of(name, problems));
        });
    }

    boolean isTable() {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".xlsx");
    }
}
