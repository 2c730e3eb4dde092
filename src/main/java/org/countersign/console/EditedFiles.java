package org.countersign.console;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files as the editor's form sends them: one parameter each, named by the file. */
final class EditedFiles {

    private static final String PREFIX = "file:";

    private EditedFiles() {}

    static SortedMap<String, String> of(Map<String, String> form) {
        var files = new TreeMap<String, String>();
        form.forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                files.put(name.substring(PREFIX.length()), plain(text));
            }
        });
        return files;
    }

    /** Both kinds of tables are kept as CSV. */
    static boolean isTable(String file) {
        return file.endsWith(".csv") || file.endsWith(".xlsx");
    }

    /** Forms end lines the way of the old network terminals; the files of a rules folder do not. */
    static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
