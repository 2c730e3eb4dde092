package org.countersign.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a policy that says what a case is. */
record PolicyData(String labelColumn, Set<String> ignoredColumns, List<Field> fields) {

    /** What rules can name without quotes. */
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private static final Map<String, FieldType> TYPES =
            Map.of("number", FieldType.NUMBER, "category", FieldType.CATEGORY, "text", FieldType.TEXT);

    static PolicyData read(YamlMap map) {
        var label = map.word("label");
        var ignored = ignored(map, label.map(YamlWord::text).orElse(""));
        var fields = new ArrayList<Field>();
        var names = new HashSet<String>();
        for (var field : map.maps("fields")) {
            field.word("name").ifPresent(name -> {
                if (!names.add(name.text())) {
                    name.note("There are two fields '%s'.", "Keep one of them.");
                } else if (ignored.contains(name.text())) {
                    name.note("'%s' is a field and an ignored column.", "Keep one of the two.");
                } else if (label.isPresent() && label.get().text().equals(name.text())) {
                    name.note("'%s' is a field and the label column.", "A case must not hold its own label.");
                }
                name.matching(FIELD, "Begin with a letter; use letters, digits and '_', at most 64.");
                fields.add(field(name.text(), field));
            });
            field.end();
        }
        if (fields.isEmpty()) {
            map.note("fields", "There is no field.", "List at least one.");
        }
        map.end();
        return new PolicyData(label.map(YamlWord::text).orElse(""), ignored, fields);
    }

    private static Set<String> ignored(YamlMap map, String label) {
        var ignored = new LinkedHashSet<String>();
        for (var column : map.words("ignore")) {
            if (column.text().equals(label)) {
                column.note("'%s' is ignored and the label column.", "Keep one of the two.");
            }
            if (!ignored.add(column.text())) {
                column.note("'%s' is ignored twice.", "Keep one of them.");
            }
        }
        return ignored;
    }

    private static Field field(String name, YamlMap map) {
        var type = map.word("type").flatMap(w -> w.choice(TYPES)).orElse(FieldType.TEXT);
        var title = map.optionalWord("title").map(YamlWord::text).orElse(name.replace('_', ' '));
        var required = flag(map, "required");
        var isProtected = flag(map, "protected");
        var values = type == FieldType.CATEGORY ? values(map) : Map.<String, String>of();
        var number = type == FieldType.NUMBER;
        var min = number ? bound(map, "min") : null;
        var max = number ? bound(map, "max") : null;
        if (min != null && max != null && min > max) {
            map.note("min", "'min' is greater than 'max'.", "Exchange the two.");
        }
        return new Field(name, type, title, required, isProtected, values, min, max);
    }

    private static boolean flag(YamlMap map, String key) {
        return map.optionalWord(key).flatMap(w -> w.choice(PolicyReader.FLAGS)).orElse(false);
    }

    private static @Nullable Double bound(YamlMap map, String key) {
        return map.optionalWord(key).flatMap(YamlWord::number).orElse(null);
    }

    private static Map<String, String> values(YamlMap map) {
        var values = new LinkedHashMap<String, String>();
        map.dictionaryOrWords("values").forEach((code, words) -> {
            if (values.putIfAbsent(code.text(), words) != null) {
                code.note("'%s' is listed twice.", "Keep one of them.");
            }
        });
        return values;
    }
}
