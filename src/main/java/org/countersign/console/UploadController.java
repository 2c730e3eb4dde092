package org.countersign.console;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Drafts;
import org.countersign.routing.FileContent;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a file from someone's disk into a draft: text, a table, or a workbook. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}/drafts/{id}/uploads")
class UploadController {

    private final OpenDraft open;
    private final Drafts drafts;
    private final CurrentActor actor;

    UploadController(OpenDraft open, Drafts drafts, CurrentActor actor) {
        this.open = open;
        this.drafts = drafts;
        this.actor = actor;
    }

    /** @param as the file of the draft that it replaces; empty for its own name */
    @PostMapping
    String take(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam int edits,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String as,
            RedirectAttributes redirect)
            throws IOException {
        var section = Section.of(part);
        var draft = open.find(section, useCase, id);
        var name = Optional.ofNullable(file.getOriginalFilename()).orElse("").replaceAll("^.*[/\\\\]", "");
        if (name.isEmpty()) {
            throw new InvalidInput("", "No file was chosen.", "Choose one.");
        }
        var files = new TreeMap<>(draft.files());
        files.put(as.isEmpty() ? name : as, EditedFiles.plain(FileContent.text(name, file.getBytes())));
        drafts.save(id, files, edits, Actor.person(actor.name()));
        redirect.addFlashAttribute("notice", name + " is in the draft.");
        return "redirect:" + section.page(useCase) + "/drafts/" + id;
    }
}
