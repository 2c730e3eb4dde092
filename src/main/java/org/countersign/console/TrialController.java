package org.countersign.console;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policy;
import org.countersign.policy.RevisionRefused;
import org.countersign.rehearsal.Candidate;
import org.countersign.rehearsal.CannotReplay;
import org.countersign.rehearsal.Trial;
import org.countersign.rehearsal.TrialResult;
import org.countersign.review.Blindness;
import org.countersign.review.Workloads;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Would this go to a person, and why? One case, typed in or recorded, under rules that one chooses. Records nothing. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}/trial")
class TrialController {

    private static final int RECENT = 20;

    private final Trial trial;
    private final Choices choices;
    private final Heads heads;
    private final Blindness blindness;
    private final Workloads workloads;
    private final CurrentActor actor;

    TrialController(
            Trial trial, Choices choices, Heads heads, Blindness blindness, Workloads workloads, CurrentActor actor) {
        this.trial = trial;
        this.choices = choices;
        this.heads = heads;
        this.blindness = blindness;
        this.workloads = workloads;
        this.actor = actor;
    }

    @GetMapping
    String show(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam Map<String, String> asked,
            Model model) {
        show(Section.of(part), useCase, asked, heads.head(useCase).policy(), model);
        return "rules/trial";
    }

    @PostMapping
    String tryOne(
            @PathVariable String part,
            @PathVariable String useCase,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        var shown = Section.of(part);
        var policy = heads.head(useCase).policy();
        try {
            var candidate = choices.candidate(shown, useCase, form.getOrDefault("rules", ""));
            policy = candidate.policy();
            model.addAttribute("result", result(candidate, form));
        } catch (RevisionRefused unreadable) {
            model.addAttribute("refusal", "These cannot be read, so they cannot be tried:");
            refuse(unreadable, model, response);
        } catch (InvalidInput invalid) {
            model.addAttribute("refusal", "No decision could be started so:");
            refuse(invalid, model, response);
        } catch (CannotReplay cannot) {
            model.addAttribute("refusal", cannot.getMessage());
            response.setStatus(cannot.status());
        }
        show(shown, useCase, form, policy, model);
        return "rules/trial";
    }

    private TrialResult result(Candidate candidate, Map<String, String> form) {
        var recorded = form.getOrDefault("decision", "").strip();
        if (recorded.isEmpty()) {
            return trial.typedIn(
                    candidate,
                    Typed.body(candidate.policy(), form),
                    workloads.of(candidate.useCase()),
                    Typed.supposed(form));
        }
        blindness.require(recorded, actor.name());
        return trial.recorded(candidate, recorded);
    }

    private static void refuse(InvalidInput invalid, Model model, HttpServletResponse response) {
        model.addAttribute("problems", invalid.problems());
        response.setStatus(invalid.status());
    }

    private void show(Section section, String useCase, Map<String, String> form, Policy policy, Model model) {
        var head = heads.head(useCase);
        model.addAttribute("section", section);
        model.addAttribute("head", head);
        model.addAttribute("policy", policy);
        model.addAttribute("choices", choices.of(section, useCase));
        model.addAttribute("chosen", form.getOrDefault("rules", Choices.of(head.inForce(section))));
        model.addAttribute("typed", form);
        model.addAttribute("recent", recent(useCase));
        model.addAttribute("figures", new Figures());
    }

    private List<Decision> recent(String useCase) {
        return blindness.list(new Decisions.Filter(useCase, null, null, null, null, null, null, RECENT), actor.name());
    }
}
