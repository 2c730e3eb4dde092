package org.countersign.console;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.Proposal;
import org.countersign.policy.Revision.State;
import org.countersign.policy.RevisionRefused;
import org.countersign.policy.Revisions;
import org.countersign.rehearsal.BackTestReport;
import org.countersign.rehearsal.BackTestRun;
import org.countersign.rehearsal.BackTests;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One officer puts a draft up, another puts it in force or turns it down. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}")
class ProposalsController {

    private static final int LONGEST_NOTE = 4000;
    private static final int USUAL_DAYS = 30;

    /** The back-test that a proposal names, with what it found. */
    record Bound(BackTestRun run, List<String> sentences) {}

    private final OpenDraft open;
    private final Revisions revisions;
    private final Heads heads;
    private final BackTests backTests;
    private final CurrentActor actor;
    private final Clock clock;

    ProposalsController(
            OpenDraft open, Revisions revisions, Heads heads, BackTests backTests, CurrentActor actor, Clock clock) {
        this.open = open;
        this.revisions = revisions;
        this.heads = heads;
        this.backTests = backTests;
        this.actor = actor;
        this.clock = clock;
    }

    @GetMapping("/drafts/{id}/proposal")
    String prepare(@PathVariable String part, @PathVariable String useCase, @PathVariable String id, Model model) {
        var shown = Section.of(part);
        var draft = open.find(shown, useCase, id);
        var head = heads.head(useCase);
        open.show(shown, draft, draft.files(), model);
        model.addAttribute("diff", FileDiff.between(head.inForce(shown).files(), draft.files()));
        var tests = backTests(shown, useCase, draft.version());
        model.addAttribute("backTests", tests);
        model.addAttribute(
                "fit",
                tests.stream()
                        .filter(b -> b.digest() != null && b.comparesWith(head.policyRevision(), head.rules()))
                        .toList());
        period(model);
        return "rules/propose";
    }

    @PostMapping("/drafts/{id}/proposal")
    String propose(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam int edits,
            @RequestParam String note,
            @RequestParam(defaultValue = "") String backTest,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        open.find(shown, useCase, id);
        try {
            var proposed = revisions.propose(id, edits, given(backTest), limited(note), actor.name());
            redirect.addFlashAttribute("notice", "Proposed. Another officer can put it in force now.");
            return "redirect:" + shown.page(useCase) + "/proposals/" + proposed.version();
        } catch (RevisionRefused unsound) {
            redirect.addFlashAttribute("refusal", "It has problems: mend them first. Nothing was proposed.");
            return "redirect:" + shown.page(useCase) + "/drafts/" + id;
        }
    }

    @GetMapping("/proposals/{version}")
    String show(@PathVariable String part, @PathVariable String useCase, @PathVariable String version, Model model) {
        var shown = Section.of(part);
        var revision = revisions.find(useCase, shown.kind(), version);
        var proposal = revision.proposal();
        if (revision.state() != State.PROPOSED || proposal == null) {
            return "redirect:" + shown.page(useCase) + "/versions/" + version;
        }
        fill(shown, revision, proposal, model);
        period(model);
        return "rules/proposal";
    }

    private void fill(Section section, Revision revision, Proposal proposal, Model model) {
        var head = heads.head(revision.useCase());
        var inForce = head.inForce(section);
        model.addAttribute("section", section);
        model.addAttribute("head", head);
        model.addAttribute("inForce", inForce);
        model.addAttribute("revision", revision);
        model.addAttribute("proposal", proposal);
        model.addAttribute("authors", Viewer.names(revision.authors()));
        model.addAttribute("baseMoved", !proposal.base().equals(inForce.version()));
        model.addAttribute("baseName", heads.name(revision.useCase(), section, proposal.base()));
        model.addAttribute("diff", FileDiff.between(inForce.files(), revision.files()));
        var findings = open.findings(section, revision.useCase(), revision.files());
        model.addAttribute("findings", findings);
        model.addAttribute("sound", Finding.sound(findings));
        model.addAttribute("goldenCases", GoldenCaseCount.of(revision.files()));
        var bound = backTests(section, revision.useCase(), revision.version()).stream()
                .filter(b -> b.digest() != null && b.digest().equals(proposal.backTest()))
                .limit(1)
                .toList();
        model.addAttribute("moved", bound.stream().anyMatch(b -> !b.comparesWith(head.policyRevision(), head.rules())));
        model.addAttribute(
                "backTests", bound.stream().map(b -> new Bound(b, sentences(b))).toList());
    }

    private void period(Model model) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        model.addAttribute("to", today);
        model.addAttribute("from", today.minusDays(USUAL_DAYS));
    }

    private List<BackTestRun> backTests(Section section, String useCase, String version) {
        return backTests.list(useCase).stream()
                .filter(run -> run.tried(section.kind(), version))
                .toList();
    }

    private List<String> sentences(BackTestRun run) {
        return backTests
                .report(run.useCase(), run.id())
                .map(BackTestReport::sentences)
                .orElse(List.of());
    }

    @PostMapping("/proposals/{version}/publication")
    String publish(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            @RequestParam(defaultValue = "") String backTest,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        var published = revisions.publish(useCase, shown.kind(), version, given(backTest), actor.name());
        redirect.addFlashAttribute(
                "notice", "Version %d is in force, from the next decision on.".formatted(published.number()));
        return "redirect:" + shown.page(useCase);
    }

    @PostMapping("/proposals/{version}/refusal")
    String turnDown(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            @RequestParam String why,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        var draft = revisions.turnDown(useCase, shown.kind(), version, limited(why), actor.name());
        redirect.addFlashAttribute("notice", "Turned down. Its text is kept in this draft.");
        return "redirect:" + shown.page(useCase) + "/drafts/" + draft.id();
    }

    private static @Nullable String given(String backTest) {
        return backTest.isBlank() ? null : backTest;
    }

    private static String limited(String text) {
        var plain = text.strip();
        return plain.length() > LONGEST_NOTE ? plain.substring(0, LONGEST_NOTE) : plain;
    }
}
