package org.countersign.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policy;
import org.countersign.policy.Revisions;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.TableChoices;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A draft on the page where it is edited. */
@Component
class OpenDraft {

    /**
     * A file as the editor shows it.
     *
     * @param kind drl, yaml, or csv for tables of either kind
     */
    record EditedFile(String name, String text, String kind, long problems) {

        /** Browsers leave out a text area's first line end. */
        public String shown() {
            return "\n" + text;
        }
    }

    /** Text first, then tables, and the cases that they have to pass. */
    private static final Comparator<Map.Entry<String, String>> IN_READING_ORDER = Comparator.comparing(
                    (Map.Entry<String, String> f) -> f.getKey().equals(RuleFiles.GOLDEN_CASES))
            .thenComparing(f -> EditedFiles.isTable(f.getKey()))
            .thenComparing(Map.Entry::getKey);

    private final Drafts drafts;
    private final Revisions revisions;
    private final Heads heads;
    private final ObjectMapper json;

    OpenDraft(Drafts drafts, Revisions revisions, Heads heads, ObjectMapper json) {
        this.drafts = drafts;
        this.revisions = revisions;
        this.heads = heads;
        this.json = json;
    }

    Draft find(Section section, String useCase, String id) {
        return drafts.find(useCase, section.kind(), id);
    }

    List<Finding> findings(Section section, String useCase, Map<String, String> files) {
        return Finding.of(revisions.findings(useCase, section.kind(), files), files);
    }

    /** Shows texts, which need not be those that were saved. */
    void show(Section section, Draft draft, Map<String, String> files, Model model) {
        var head = heads.head(draft.useCase());
        var problems = revisions.findings(draft.useCase(), section.kind(), files);
        var byFile = problems.stream()
                .filter(FileProblem::blocks)
                .collect(Collectors.groupingBy(FileProblem::file, Collectors.counting()));
        model.addAttribute("section", section);
        model.addAttribute("head", head);
        model.addAttribute("columns", section.rules() ? columns(head.policy()) : null);
        model.addAttribute("inForce", head.inForce(section));
        model.addAttribute("draft", draft);
        model.addAttribute("saved", files.equals(draft.files()));
        model.addAttribute("findings", Finding.of(problems, files));
        model.addAttribute("sound", problems.stream().noneMatch(FileProblem::blocks));
        model.addAttribute("goldenCases", GoldenCaseCount.of(files));
        model.addAttribute("baseName", heads.name(draft.useCase(), section, draft.base()));
        model.addAttribute(
                "baseMoved", !draft.base().equals(head.inForce(section).version()));
        model.addAttribute("revisions", revisions.list(draft.useCase(), section.kind()));
        model.addAttribute(
                "files",
                files.entrySet().stream()
                        .sorted(IN_READING_ORDER)
                        .map(f -> new EditedFile(
                                f.getKey(), f.getValue(), ending(f.getKey()), byFile.getOrDefault(f.getKey(), 0L)))
                        .toList());
    }

    private String columns(Policy policy) {
        try {
            return json.writeValueAsString(TableChoices.of(policy));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ending(String name) {
        return EditedFiles.isTable(name) ? "csv" : name.substring(name.lastIndexOf('.') + 1);
    }
}
