package org.countersign.console;

import java.nio.charset.StandardCharsets;
import org.countersign.prediction.Learner;
import org.countersign.rehearsal.EvaluationPage;
import org.countersign.rehearsal.Evaluations;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which a use case's own history is evaluated before it goes live. */
@Controller("evaluationPages")
@RequestMapping("/console/evaluations/{useCase}")
class EvaluationsController {

    private final Evaluations evaluations;
    private final Heads heads;
    private final CurrentActor actor;

    EvaluationsController(Evaluations evaluations, Heads heads, CurrentActor actor) {
        this.evaluations = evaluations;
        this.heads = heads;
        this.actor = actor;
    }

    @GetMapping
    String list(@PathVariable String useCase, Model model) {
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("learners", Learner.values());
        model.addAttribute("evaluations", evaluations.list(useCase));
        return "evaluations/list";
    }

    @PostMapping
    String make(
            @PathVariable String useCase,
            @RequestParam String csv,
            @RequestParam Learner learner,
            @RequestParam(defaultValue = "") String person) {
        var made = evaluations.make(useCase, csv.getBytes(StandardCharsets.UTF_8), learner, person, actor.name());
        return "redirect:/console/evaluations/" + useCase + "/" + made.id();
    }

    @GetMapping("/{id}")
    String one(@PathVariable String useCase, @PathVariable String id, Model model) {
        var found = evaluations.find(useCase, id);
        model.addAttribute("head", heads.head(useCase));
        model.addAttribute("evaluation", found);
        model.addAttribute("report", EvaluationPage.content(found.report()));
        return "evaluations/evaluation";
    }
}
