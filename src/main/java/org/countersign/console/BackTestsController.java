package org.countersign.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.countersign.policy.Drafts;
import org.countersign.rehearsal.BackTestRun;
import org.countersign.rehearsal.BackTests;
import org.countersign.rehearsal.Candidate;
import org.countersign.rehearsal.Candidates;
import org.countersign.rehearsal.ChangedCase;
import org.countersign.review.Blindness;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a text would have done with recorded decisions: started, watched, called off, read. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}")
class BackTestsController {

    private static final int CASES = 50;

    private final BackTests backTests;
    private final Candidates candidates;
    private final Heads heads;
    private final Drafts drafts;
    private final Blindness blindness;
    private final CurrentActor actor;

    BackTestsController(
            BackTests backTests,
            Candidates candidates,
            Heads heads,
            Drafts drafts,
            Blindness blindness,
            CurrentActor actor) {
        this.backTests = backTests;
        this.candidates = candidates;
        this.heads = heads;
        this.drafts = drafts;
        this.blindness = blindness;
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
        return start(shown, candidates.draft(useCase, shown.kind(), id), from, to);
    }

    /** For a second officer who wants to see another period than the first one chose. */
    @PostMapping("/versions/{version}/back-tests")
    String startVersion(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        var shown = Section.of(part);
        return start(shown, candidates.version(useCase, shown.kind(), version), from, to);
    }

    private String start(Section section, Candidate candidate, LocalDate from, LocalDate to) {
        var id = backTests.start(candidate, begin(from), begin(to.plusDays(1)), actor.name());
        return "redirect:" + section.page(candidate.useCase()) + "/back-tests/" + id;
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @GetMapping("/back-tests/{id}")
    String one(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        var shown = Section.of(part);
        var run = show(shown, useCase, id, model);
        model.addAttribute(
                "drafts",
                drafts.list(useCase, shown.kind()).stream()
                        .filter(d -> run.tried(shown.kind(), d.version()))
                        .toList());
        var inForce = heads.head(useCase);
        model.addAttribute("moved", !run.comparesWith(inForce.policyRevision(), inForce.rules()));
        backTests.report(useCase, id).ifPresent(report -> {
            model.addAttribute("report", report);
            model.addAttribute("figures", new Figures());
            model.addAttribute("matrix", MatrixRow.of(report.levels()));
            model.addAttribute("sums", MatrixRow.sums(report.levels()));
            cases(run, Math.max(0, after), model);
        });
        return "rules/back-test";
    }

    private void cases(BackTestRun run, int after, Model model) {
        var page = backTests.changes(run.useCase(), run.id(), after, CASES);
        var shown = blindness.visible(page, ChangedCase::decisionId, actor.name());
        model.addAttribute("cases", shown);
        model.addAttribute("withheld", page.size() - shown.size());
        model.addAttribute("after", after);
        model.addAttribute("next", page.size() == CASES ? after + CASES : 0);
        model.addAttribute("most", BackTests.MOST_CHANGES);
    }

    /** The part of the page that changes while it runs; a page that is done is loaded whole. */
    @GetMapping("/back-tests/{id}/progress")
    String progress(@PathVariable String part, @PathVariable String useCase, @PathVariable String id, Model model) {
        show(Section.of(part), useCase, id, model);
        return "rules/back-test :: progress";
    }

    @PostMapping("/back-tests/{id}/cancellation")
    String cancel(@PathVariable String part, @PathVariable String useCase, @PathVariable String id) {
        backTests.cancel(useCase, id);
        return "redirect:" + Section.of(part).page(useCase) + "/back-tests/" + id;
    }

    private BackTestRun show(Section section, String useCase, String id, Model model) {
        var run = backTests.find(useCase, id);
        model.addAttribute("section", section);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("run", run);
        model.addAttribute("lastDay", run.to().minusNanos(1));
        return run;
    }
}
