package org.countersign.console;

import org.countersign.rehearsal.ChangedCase;
import org.countersign.rehearsal.Shadows;
import org.countersign.review.Blindness;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A text that runs beside the live one on real decisions, without effect: begun, watched, ended. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}/shadow")
class ShadowController {

    private static final int MOST = 50;

    private final Shadows shadows;
    private final Choices choices;
    private final Heads heads;
    private final Blindness blindness;
    private final CurrentActor actor;

    ShadowController(Shadows shadows, Choices choices, Heads heads, Blindness blindness, CurrentActor actor) {
        this.shadows = shadows;
        this.choices = choices;
        this.heads = heads;
        this.blindness = blindness;
        this.actor = actor;
    }

    @GetMapping
    String show(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam(defaultValue = "") String rules,
            Model model) {
        var shown = Section.of(part);
        model.addAttribute("section", shown);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("choices", choices.forShadow(shown, useCase));
        model.addAttribute("chosen", rules);
        shadows.latest(useCase).ifPresent(run -> {
            var differences = shadows.differences(useCase, MOST);
            var seen = blindness.visible(differences, ChangedCase::decisionId, actor.name());
            model.addAttribute("run", run);
            model.addAttribute("matrix", MatrixRow.of(run.levels()));
            model.addAttribute("sums", MatrixRow.sums(run.levels()));
            model.addAttribute("figures", new Figures());
            model.addAttribute("cases", seen);
            model.addAttribute("withheld", differences.size() - seen.size());
        });
        return "rules/shadow";
    }

    @PostMapping
    String start(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam String rules,
            RedirectAttributes redirect) {
        var shown = Section.of(part);
        shadows.start(choices.candidate(shown, useCase, rules), actor.name());
        redirect.addFlashAttribute("notice", "It runs beside the live one, without effect.");
        return "redirect:" + shown.page(useCase) + "/shadow";
    }

    @PostMapping("/end")
    String stop(@PathVariable String part, @PathVariable String useCase, RedirectAttributes redirect) {
        shadows.stop(useCase, actor.name());
        redirect.addFlashAttribute("notice", "It has ended. What it found stays.");
        return "redirect:" + Section.of(part).page(useCase) + "/shadow";
    }
}
