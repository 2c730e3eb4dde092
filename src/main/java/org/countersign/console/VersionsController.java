package org.countersign.console;

import java.util.List;
import org.countersign.policy.Drafts;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.State;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The versions of one use case's rules or policy: what is in force, what it was, what changed, and the way back. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}")
class VersionsController {

    private final Heads heads;
    private final Revisions revisions;
    private final Drafts drafts;
    private final CurrentActor actor;

    VersionsController(Heads heads, Revisions revisions, Drafts drafts, CurrentActor actor) {
        this.heads = heads;
        this.revisions = revisions;
        this.drafts = drafts;
        this.actor = actor;
    }

    @GetMapping
    String all(@PathVariable String part, @PathVariable String useCase, Model model) {
        var shown = Section.of(part);
        var head = heads.head(useCase);
        var all = revisions.list(useCase, shown.kind());
        model.addAttribute("section", shown);
        model.addAttribute("head", head);
        model.addAttribute("inForce", head.inForce(shown));
        model.addAttribute("revisions", all);
        model.addAttribute(
                "proposals",
                all.stream().filter(r -> r.state() == State.PROPOSED).toList());
        model.addAttribute("drafts", drafts.list(useCase, shown.kind()));
        return "rules/versions";
    }

    @GetMapping("/versions/{version}")
    String one(@PathVariable String part, @PathVariable String useCase, @PathVariable String version, Model model) {
        var shown = Section.of(part);
        var head = heads.head(useCase);
        model.addAttribute("section", shown);
        model.addAttribute("head", head);
        model.addAttribute("inForce", head.inForce(shown));
        model.addAttribute("revision", revisions.find(useCase, shown.kind(), version));
        model.addAttribute("revisions", revisions.list(useCase, shown.kind()));
        return "rules/version";
    }

    /** Without versions named: what the one in force changed, compared with the one before it. */
    @GetMapping("/comparison")
    String compare(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        var shown = Section.of(part);
        var head = heads.head(useCase);
        var all = revisions.list(useCase, shown.kind());
        var after = to == null ? head.inForce(shown) : revisions.find(useCase, shown.kind(), to);
        var before = from == null ? before(after, all) : revisions.find(useCase, shown.kind(), from);
        model.addAttribute("section", shown);
        model.addAttribute("head", head);
        model.addAttribute("inForce", head.inForce(shown));
        model.addAttribute("revisions", all);
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute("diff", FileDiff.between(before.files(), after.files()));
        return "rules/comparison";
    }

    @PostMapping("/versions/{version}/republication")
    String takeBack(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        var again = revisions.republish(useCase, shown.kind(), version, actor.name());
        redirect.addFlashAttribute(
                "notice", "Version %d is in force again, from the next decision on.".formatted(again.number()));
        return "redirect:" + shown.page(useCase);
    }

    private static Revision before(Revision revision, List<Revision> newestFirst) {
        return newestFirst.stream()
                .filter(r -> r.number() < revision.number())
                .findFirst()
                .orElse(revision);
    }
}
