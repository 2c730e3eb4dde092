package org.countersign.console;

import java.util.Arrays;
import java.util.List;
import org.countersign.policy.Revision.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Rules and policies have the same life, so they have the same pages; this is how these name what they show. */
enum Section {
    RULES("rules", Kind.RULES, "Rules", "the rules"),
    POLICIES("policies", Kind.POLICY, "Policies", "the policy");

    private final String path;
    private final Kind kind;
    private final String title;
    private final String phrase;

    Section(String path, Kind kind, String title, String phrase) {
        this.path = path;
        this.kind = kind;
        this.title = title;
        this.phrase = phrase;
    }

    static Section of(String path) {
        return Arrays.stream(values())
                .filter(s -> s.path.equals(path))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such page."));
    }

    public String page(String useCase) {
        return "/console/" + path + "/" + useCase;
    }

    public String path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** As it stands in a sentence. */
    public String phrase() {
        return phrase;
    }

    public boolean rules() {
        return this == RULES;
    }

    /** The endings that files of this kind can have. */
    public List<String> endings() {
        return rules() ? List.of("drl", "csv", "xlsx") : List.of("yaml");
    }
}
