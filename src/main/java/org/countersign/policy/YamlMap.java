package org.countersign.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a YAML text, read key by key. What is wrong is noted with its place, comes back empty, and reading goes
 * on, so that all problems are found at once. A key that nobody asked for is unknown.
 */
final class YamlMap {

    private static final int LONGEST_WORD = 500;

    private final String name;
    private final Mark at;
    private final PolicyProblems problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final boolean absent;

    YamlMap(String name, MappingNode node, PolicyProblems problems) {
        this(name, node.getStartMark(), problems, false);
        for (var tuple : node.getValue()) {
            word("key", tuple.getKeyNode()).ifPresent(key -> enter(key, tuple));
        }
    }

    private YamlMap(String name, Mark at, PolicyProblems problems, boolean absent) {
        this.name = name;
        this.at = at;
        this.problems = problems;
        this.absent = absent;
    }

    private void enter(YamlWord key, NodeTuple tuple) {
        if (entries.putIfAbsent(key.text(), tuple) != null) {
            key.note("The key '%s' is there twice.", "Keep one of them.");
        }
    }

    /** A word that must be there. */
    Optional<YamlWord> word(String key) {
        return need(key).flatMap(node -> word(key, node));
    }

    Optional<YamlWord> optionalWord(String key) {
        return take(key).flatMap(node -> word(key, node));
    }

    /** Absent: empty. */
    List<YamlWord> words(String key) {
        return take(key).stream()
                .flatMap(node -> items(key, node))
                .flatMap(item -> word(key, item).stream())
                .toList();
    }

    /** A mapping that must be there; when it is not, one that lacks everything and notes nothing more. */
    YamlMap map(String key) {
        return need(key).flatMap(node -> map(key, node)).orElseGet(() -> new YamlMap(key, at, problems, true));
    }

    /** Absent: empty. */
    Optional<YamlMap> optionalMap(String key) {
        return take(key).flatMap(node -> map(key, node));
    }

    /** A list of mappings that must be there. */
    List<YamlMap> maps(String key) {
        return need(key).stream()
                .flatMap(node -> items(key, node))
                .flatMap(item -> map(key, item).stream())
                .toList();
    }

    /** Code to its words, in the order written; at least one must be there. */
    Map<YamlWord, String> dictionary(String key) {
        var found = need(key);
        if (found.orElse(null) instanceof MappingNode node && node.getValue().isEmpty()) {
            problems.add(node.getStartMark(), "'" + key + "' is empty.", "Write at least one, as 'code: words'.");
        }
        return found.map(node -> dictionary(key, node)).orElse(Map.of());
    }

    /** Code to its words, or a list of codes that speak for themselves; absent: empty. */
    Map<YamlWord, String> dictionaryOrWords(String key) {
        if (take(key).orElse(null) instanceof MappingNode node) {
            return dictionary(key, node);
        }
        var codes = new LinkedHashMap<YamlWord, String>();
        words(key).forEach(word -> codes.put(word, word.text()));
        return codes;
    }

    private Map<YamlWord, String> dictionary(String key, Node node) {
        var dictionary = new LinkedHashMap<YamlWord, String>();
        map(key, node)
                .ifPresent(map -> map.entries.forEach((code, tuple) -> word(code, tuple.getValueNode())
                        .ifPresent(words -> dictionary.put(
                                new YamlWord(key, code, tuple.getKeyNode().getStartMark(), problems), words.text()))));
        return dictionary;
    }

    /** Notes the keys that nobody asked for; the last call. */
    void end() {
        entries.forEach((key, tuple) -> {
            if (!asked.contains(key)) {
                problems.add(
                        tuple.getKeyNode().getStartMark(),
                        "Unknown key '" + key + "' in '" + name + "'.",
                        Nearest.mend(key, asked, "Known here: " + String.join(", ", asked) + "."));
            }
        });
    }

    void note(String key, String what, String mend) {
        var tuple = entries.get(key);
        problems.add(tuple == null ? at : tuple.getKeyNode().getStartMark(), what, mend);
    }

    private Optional<Node> take(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    private Optional<Node> need(String key) {
        var node = take(key);
        if (node.isEmpty() && !absent) {
            problems.add(at, "'" + name + "' lacks the key '" + key + "'.", "Add '" + key + ":' with its value.");
        }
        return node;
    }

    private Optional<YamlMap> map(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(key, mapping, problems));
        }
        problems.add(
                node.getStartMark(),
                "'" + key + "' must hold keys with values.",
                "Write them below it, indented, as 'key: value'.");
        return Optional.empty();
    }

    private Stream<Node> items(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream();
        }
        problems.add(
                node.getStartMark(),
                "'" + key + "' must be a list.",
                "Write [one, two], or one item a line, each after a '-'.");
        return Stream.empty();
    }

    private Optional<YamlWord> word(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(
                    node.getStartMark(),
                    "'" + key + "' must be a single value.",
                    "Write one word, number or sentence.");
            return Optional.empty();
        }
        var word = new YamlWord(key, scalar.getValue().strip(), node.getStartMark(), problems);
        if (word.text().isEmpty() || Tag.NULL.equals(node.getTag())) {
            problems.add(node.getStartMark(), "'" + key + "' is empty.", "Give it a value, or leave the key out.");
            return Optional.empty();
        }
        if (word.text().length() > LONGEST_WORD
                || word.text().chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            problems.add(
                    node.getStartMark(),
                    "'" + key + "' is too long or holds characters that cannot be shown.",
                    "Write at most " + LONGEST_WORD + " plain characters on one line.");
            return Optional.empty();
        }
        return Optional.of(word);
    }
}
