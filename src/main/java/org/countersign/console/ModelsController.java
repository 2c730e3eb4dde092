package org.countersign.console;

import java.util.Optional;
import org.countersign.learning.Cards;
import org.countersign.learning.ChallengerShadow;
import org.countersign.learning.ChallengerShadows;
import org.countersign.learning.Conflicts;
import org.countersign.learning.Labelling;
import org.countersign.learning.ModelCard;
import org.countersign.learning.Promotions;
import org.countersign.learning.Retrainings;
import org.countersign.learning.TrainingRuns;
import org.countersign.monitoring.Drifts;
import org.countersign.prediction.Model.Status;
import org.countersign.prediction.ModelNotFound;
import org.countersign.prediction.ModelUnfit;
import org.countersign.prediction.Models;
import org.countersign.security.CurrentActor;
import org.countersign.security.Roles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The models of a use case: what is known of them, and what a model owner can do with them. */
@Controller
@RequestMapping("/console/models")
class ModelsController {

    private static final int RUNS = 10;

    /** A model with its card, which is missing for one that cannot judge under the policy in force. */
    record Row(
            org.countersign.prediction.Model model,
            Optional<ModelCard> card,
            ChallengerShadow shadow,
            boolean promotable) {}

    private final Heads heads;
    private final Models models;
    private final Cards cards;
    private final Conflicts conflicts;
    private final ChallengerShadows shadows;
    private final Labelling labelling;
    private final Promotions promotions;
    private final TrainingRuns runs;
    private final Retrainings retrainings;
    private final Drifts drifts;
    private final CurrentActor actor;

    ModelsController(
            Heads heads,
            Models models,
            Cards cards,
            Conflicts conflicts,
            ChallengerShadows shadows,
            Labelling labelling,
            Promotions promotions,
            TrainingRuns runs,
            Retrainings retrainings,
            Drifts drifts,
            CurrentActor actor) {
        this.heads = heads;
        this.models = models;
        this.cards = cards;
        this.conflicts = conflicts;
        this.shadows = shadows;
        this.labelling = labelling;
        this.promotions = promotions;
        this.runs = runs;
        this.retrainings = retrainings;
        this.drifts = drifts;
        this.actor = actor;
    }

    /** Whether the page offers what only model owners may do. */
    @ModelAttribute("owner")
    boolean owner() {
        return actor.hasRole(Roles.MODEL_OWNER);
    }

    @ModelAttribute("inModels")
    boolean inModels() {
        return true;
    }

    @GetMapping
    String all(Model page) {
        page.addAttribute("heads", heads.heads());
        return "models/overview";
    }

    @GetMapping("/{useCase}")
    String list(@PathVariable String useCase, Model page) {
        var training = runs.list(useCase).stream().limit(RUNS).toList();
        page.addAttribute("head", heads.head(useCase));
        page.addAttribute("models", models.list(useCase).stream().map(this::row).toList());
        page.addAttribute("runs", training);
        page.addAttribute(
                "retrainings", retrainings.list(useCase).stream().limit(RUNS).toList());
        page.addAttribute("drifts", drifts.list(useCase));
        page.addAttribute("labelling", labelling.status(useCase));
        page.addAttribute("conflicts", conflicts.list(useCase).total());
        return "models/list";
    }

    @GetMapping("/{useCase}/{version}")
    String one(@PathVariable String useCase, @PathVariable String version, Model page) {
        var model = models.find(useCase, version).orElseThrow(() -> new ModelNotFound(useCase, version));
        page.addAttribute("head", heads.head(useCase));
        page.addAttribute("model", model);
        page.addAttribute("card", card(model).orElse(null));
        page.addAttribute("shadow", shadows.of(useCase, version));
        return "models/card";
    }

    @PostMapping("/{useCase}/training-runs")
    String train(@PathVariable String useCase, RedirectAttributes redirect) {
        runs.start(useCase, null, actor.name());
        redirect.addFlashAttribute("notice", "Training has begun: all learners that suit the use case compete.");
        return "redirect:/console/models/" + useCase;
    }

    @PostMapping("/{useCase}/retrainings")
    String retrain(@PathVariable String useCase, RedirectAttributes redirect) {
        retrainings.start(useCase, actor.name());
        redirect.addFlashAttribute("notice", "Retraining has begun. Another model owner decides on its challenger.");
        return "redirect:/console/models/" + useCase;
    }

    @PostMapping("/{useCase}/{version}/promotion")
    String promote(@PathVariable String useCase, @PathVariable String version, RedirectAttributes redirect) {
        promotions.promote(useCase, version, actor.name());
        redirect.addFlashAttribute("notice", version + " is in force, from the next decision on.");
        return "redirect:/console/models/" + useCase;
    }

    @PostMapping("/{useCase}/rollback")
    String rollBack(@PathVariable String useCase, RedirectAttributes redirect) {
        var back = promotions.rollBack(useCase, actor.name());
        redirect.addFlashAttribute("notice", back.version() + " is in force again, from the next decision on.");
        return "redirect:/console/models/" + useCase;
    }

    private Row row(org.countersign.prediction.Model model) {
        return new Row(
                model, card(model), shadows.of(model.useCase(), model.version()), model.status() != Status.CHAMPION);
    }

    private Optional<ModelCard> card(org.countersign.prediction.Model model) {
        try {
            return Optional.of(cards.find(model.useCase(), model.version()));
        } catch (ModelUnfit other) {
            return Optional.empty();
        }
    }
}
