package org.countersign.policy;

import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The text of a policy as plain YAML: only mappings, lists and words; no anchors, no tags, one document. */
final class PolicyText {

    static final int LONGEST = 200_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PolicyText() {}

    /** One spelling of line ends, so that a checkout on another system has the same version. */
    static String normalise(String text) {
        var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return plain.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The version of a policy's text: that of the revision which is this one file. */
    static String version(String text) {
        return Revisions.digest(Map.of(Policies.FILE, normalise(text)));
    }

    /** The whole as one mapping; empty, with the reason noted, when it is none. */
    static Optional<YamlMap> parse(String text, PolicyProblems problems) {
        if (text.length() > LONGEST) {
            problems.add(null, "The file is longer than " + LONGEST + " characters.", "Shorten it.");
            return Optional.empty();
        }
        try {
            if (!isPlain(text, problems)) {
                return Optional.empty();
            }
            return root(yaml().compose(new StringReader(text)), problems);
        } catch (MarkedYAMLException e) {
            problems.add(
                    e.getProblemMark(),
                    "This is not YAML: " + e.getProblem() + ".",
                    "Check indentation, quotes and colons on this line and the one before.");
        } catch (RuntimeException e) { // the parser meets hostile text with exceptions of other kinds, too
            problems.add(
                    null, "This is not YAML: " + e.getMessage() + ".", "Check the file's characters and indentation.");
        }
        return Optional.empty();
    }

    private static Optional<YamlMap> root(@Nullable Node node, PolicyProblems problems) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap("policy", mapping, problems));
        }
        problems.add(
                node == null ? null : node.getStartMark(),
                "A policy must hold keys with values.",
                "Begin with 'useCase: <name>'.");
        return Optional.empty();
    }

    private static boolean isPlain(String text, PolicyProblems problems) {
        var plain = true;
        for (var event : yaml().parse(new StringReader(text))) {
            if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
                problems.add(event.getStartMark(), "Anchors and aliases are not allowed.", "Write the value out.");
                plain = false;
            } else if (tag(event) != null) {
                problems.add(event.getStartMark(), "Tags are not allowed.", "Remove the '" + tag(event) + "'.");
                plain = false;
            }
        }
        return plain;
    }

    private static @Nullable String tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST + 1);
        options.setNestingDepthLimit(20);
        return new Yaml(options);
    }
}
