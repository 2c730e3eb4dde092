package org.countersign.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the text of a {@code policy.yaml}: a policy that holds together, or all that is wrong with it at once. */
public final class PolicyReader {

    private static final Pattern USE_CASE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

    private PolicyReader() {}

    /**
     * Reads a policy, or throws {@link PolicyRefused}.
     *
     * @param useCase the use case it must be for: the name of its folder
     * @param file how to name the text in problems
     */
    public static Policy read(String useCase, String file, String text) {
        var problems = new PolicyProblems(file);
        var policy = PolicyText.parse(PolicyText.normalise(text), problems)
                .map(root -> read(useCase, PolicyText.version(text), root));
        problems.throwIfAny();
        return policy.orElseThrow();
    }

    private static Policy read(String useCase, String version, YamlMap root) {
        useCase(root, useCase);
        var title = root.word("title").map(YamlWord::text).orElse("");
        var labels = labels(root);
        var data = PolicyData.read(root.map("data"));
        var oversight = PolicyOversight.read(root.map("oversight"), data.fields());
        var people = PolicyPeople.read(root.map("review"), root.map("supervision"));
        var learning = PolicyLearning.read(root.optionalMap("learning"));
        oversight.noteIfChecksShow(people.review().blind());
        root.end();
        return new Policy(
                useCase,
                title,
                version,
                labels,
                data.labelColumn(),
                data.ignoredColumns(),
                data.fields(),
                oversight.floor(),
                oversight.assurance(),
                oversight.segments(),
                oversight.errorBudget(),
                oversight.spotChecks(),
                people.review(),
                people.supervision(),
                learning);
    }

    private static void useCase(YamlMap root, String expected) {
        root.word("useCase").ifPresent(word -> {
            if (word.matching(USE_CASE, "Use small letters, digits, '.', '_' and '-', at most 64.")
                            .isPresent()
                    && !word.text().equals(expected)) {
                word.note("'%s' is not the use case that this folder is for.", "Write '" + expected + "'.");
            }
        });
    }

    private static List<Label> labels(YamlMap root) {
        var labels = new ArrayList<Label>();
        var meanings = new HashMap<String, String>();
        for (var map : root.maps("labels")) {
            map.word("name").ifPresent(name -> labels.add(label(name, map, meanings)));
            map.end();
        }
        if (labels.size() == 1) {
            root.note("labels", "There is only one label.", "Name at least two, or there is nothing to decide.");
        }
        return labels;
    }

    /** A label's name is one of its spellings, so that a file can always say what it means. */
    private static Label label(YamlWord name, YamlMap map, Map<String, String> meanings) {
        spell(name, name, meanings);
        var spellings = new LinkedHashSet<>(List.of(name.text()));
        for (var value : map.words("values")) {
            if (!value.text().equals(name.text())) {
                spell(value, name, meanings);
                spellings.add(value.text());
            }
        }
        var title = map.optionalWord("title").map(YamlWord::text).orElse(name.text());
        var adverse = map.optionalWord("adverse").flatMap(w -> w.choice(FLAGS)).orElse(false);
        return new Label(name.text(), title, adverse, spellings);
    }

    private static void spell(YamlWord spelling, YamlWord name, Map<String, String> meanings) {
        var other = meanings.putIfAbsent(spelling.text(), name.text());
        if (other != null) {
            spelling.note("'%s' already means the label '" + other + "'.", "Spell each label in its own way.");
        }
    }
}
