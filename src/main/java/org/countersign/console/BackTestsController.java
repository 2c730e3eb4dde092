package org.countersign.console;

import java.time.LocalDate;
import org.countersign.policy.Drafts;
import org.countersign.security.CurrentActor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a draft would have done with recorded decisions: started, watched, called off, read. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}")
class BackTestsController {

    private final BackTestPages backTests;
    private final OpenDraft open;
    private final Heads heads;
    private final Drafts drafts;
    private final CurrentActor actor;

    BackTestsController(BackTestPages backTests, OpenDraft open, Heads heads, Drafts drafts, CurrentActor actor) {
        this.backTests = backTests;
        this.open = open;
        this.heads = heads;
        this.drafts = drafts;
        this.actor = actor;
    }

    @PostMapping("/drafts/{id}/back-tests")
    String start(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        var shown = Section.of(part);
        var started = backTests.start(open.find(shown, useCase, id), from, to, actor.name());
        return "redirect:" + shown.page(useCase) + "/back-tests/" + started;
    }

    @GetMapping("/back-tests/{id}")
    String one(@PathVariable String part, @PathVariable String useCase, @PathVariable String id, Model model) {
        var shown = Section.of(part);
        var backTest = find(shown, useCase, id);
        model.addAttribute("section", shown);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("backTest", backTest);
        model.addAttribute(
                "drafts",
                drafts.list(useCase, shown.kind()).stream()
                        .filter(d -> d.version().equals(backTest.version()))
                        .toList());
        return "rules/back-test";
    }

    /** The part of the page that changes while it runs; a page that is done is loaded whole. */
    @GetMapping("/back-tests/{id}/progress")
    String progress(@PathVariable String part, @PathVariable String useCase, @PathVariable String id, Model model) {
        var shown = Section.of(part);
        model.addAttribute("section", shown);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("backTest", find(shown, useCase, id));
        return "rules/back-test :: progress";
    }

    @PostMapping("/back-tests/{id}/cancellation")
    String cancel(@PathVariable String part, @PathVariable String useCase, @PathVariable String id) {
        var shown = Section.of(part);
        find(shown, useCase, id);
        backTests.cancel(id, actor.name());
        return "redirect:" + shown.page(useCase) + "/back-tests/" + id;
    }

    private BackTestView find(Section section, String useCase, String id) {
        return backTests
                .find(section, useCase, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such back-test."));
    }
}
