package org.countersign.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.RevisionConflict;
import org.countersign.policy.Revisions;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The editor. All its files are one form, so that it works without scripts, too. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}/drafts")
class DraftsController {

    private static final String REMOVE = "remove:";

    private final OpenDraft open;
    private final Drafts drafts;
    private final Revisions revisions;
    private final Heads heads;
    private final CurrentActor actor;

    DraftsController(OpenDraft open, Drafts drafts, Revisions revisions, Heads heads, CurrentActor actor) {
        this.open = open;
        this.drafts = drafts;
        this.revisions = revisions;
        this.heads = heads;
        this.actor = actor;
    }

    /** Begins with what is in force, or with another version's text, to be put on top of what is in force. */
    @PostMapping
    String begin(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam(required = false) @Nullable String from) {
        var shown = Section.of(part);
        var inForce = heads.head(useCase).inForce(shown);
        var source = from == null ? inForce : revisions.find(useCase, shown.kind(), from);
        var draft = drafts.begin(source, inForce.version(), Actor.person(actor.name()));
        return "redirect:" + page(shown, draft);
    }

    @GetMapping("/{id}")
    String edit(@PathVariable String part, @PathVariable String useCase, @PathVariable String id, Model model) {
        var shown = Section.of(part);
        var draft = open.find(shown, useCase, id);
        open.show(shown, draft, draft.files(), model);
        return "rules/editor";
    }

    @GetMapping("/{id}/comparison")
    String compare(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam String against,
            Model model) {
        var shown = Section.of(part);
        var draft = open.find(shown, useCase, id);
        var before = revisions.find(useCase, shown.kind(), against);
        model.addAttribute("section", shown);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("draft", draft);
        model.addAttribute("before", before);
        model.addAttribute("diff", FileDiff.between(before.files(), draft.files()));
        return "rules/draft-comparison";
    }

    @PostMapping("/{id}")
    String save(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        var draft = open.find(shown, useCase, id);
        var files = EditedFiles.of(form);
        var action = form.getOrDefault("action", "save");
        if (action.equals("check")) {
            open.show(shown, draft, files, model);
            return "rules/editor";
        }
        try {
            change(files, action, form.getOrDefault("newFile", "").strip());
            var saved = drafts.save(id, files, edits(form), Actor.person(actor.name()));
            redirect.addFlashAttribute("notice", "Saved.");
            return "redirect:" + page(shown, saved) + (action.equals("propose") ? "/proposal" : "");
        } catch (RevisionConflict | InvalidInput refused) {
            return again(shown, draft, files, refused, model, response);
        }
    }

    /** For the editor while someone types; saves nothing. */
    @PostMapping("/{id}/check")
    @ResponseBody
    List<Finding> check(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam Map<String, String> form) {
        return open.findings(Section.of(part), useCase, EditedFiles.of(form));
    }

    @PostMapping("/{id}/deletion")
    String drop(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        drafts.drop(open.find(shown, useCase, id), Actor.person(actor.name()));
        redirect.addFlashAttribute("notice", "The draft is gone.");
        return "redirect:" + shown.page(useCase);
    }

    /** The same page with what was typed; after a conflict, saving once more is knowingly saving over the other's. */
    private String again(
            Section section,
            Draft draft,
            Map<String, String> typed,
            Refused refused,
            Model model,
            HttpServletResponse response) {
        open.show(section, draft, typed, model);
        model.addAttribute("refusal", refused.getMessage());
        if (refused instanceof RevisionConflict) {
            model.addAttribute("theirs", FileDiff.between(draft.files(), typed));
        }
        response.setStatus(refused.status());
        return "rules/editor";
    }

    private static void change(SortedMap<String, String> files, String action, String newFile) {
        if (action.equals("add") && !newFile.isEmpty()) {
            if (files.containsKey(newFile)) {
                throw new InvalidInput("", "There is a file of that name already.", "Choose another name.");
            }
            files.put(newFile, "");
        } else if (action.startsWith(REMOVE)) {
            files.remove(action.substring(REMOVE.length()));
        }
    }

    private static int edits(Map<String, String> form) {
        try {
            return Integer.parseInt(form.getOrDefault("edits", ""));
        } catch (NumberFormatException e) {
            throw new InvalidInput("", "The form does not say which edit it builds on.", "Load the page again.");
        }
    }

    private static String page(Section section, Draft draft) {
        return section.page(draft.useCase()) + "/drafts/" + draft.id();
    }
}
