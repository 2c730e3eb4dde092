package org.countersign.console;

import java.util.List;
import org.countersign.audit.Trail;
import org.countersign.decision.Decisions;
import org.countersign.policy.Policies;
import org.countersign.review.Blindness;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One decision, to be read: what was asked, where it went and why, what came of it. As much of it as over REST. */
@Controller
class DecisionPageController {

    /** A field of the case in the policy's words; {@code value} says "missing" where it is. */
    record Given(String title, String value, boolean isProtected) {}

    private final Decisions decisions;
    private final Policies policies;
    private final Blindness blindness;
    private final Trail trail;
    private final EveryPage everyPage;

    DecisionPageController(
            Decisions decisions, Policies policies, Blindness blindness, Trail trail, EveryPage everyPage) {
        this.decisions = decisions;
        this.policies = policies;
        this.blindness = blindness;
        this.trail = trail;
        this.everyPage = everyPage;
    }

    @GetMapping("/console/decisions/{id}")
    String one(@PathVariable String id, Model model) {
        var viewer = everyPage.viewer();
        blindness.require(id, viewer.name());
        var decision = decisions.find(id);
        var policy = policies.find(decision.useCase(), decision.versions().policy());
        model.addAttribute("decision", decision);
        model.addAttribute("policy", policy);
        model.addAttribute("figures", new Figures());
        var fields = decision.request().subjectCase();
        model.addAttribute(
                "given",
                viewer.readsTrail()
                        ? policy.fields().stream()
                                .map(f -> new Given(
                                        f.title(),
                                        fields.value(f.name())
                                                .map(v -> Typed.text(f, v))
                                                .orElse("missing"),
                                        f.isProtected()))
                                .toList()
                        : List.of());
        model.addAttribute("trail", viewer.readsTrail() ? trail.entries(id) : List.of());
        return "decisions/decision";
    }
}
