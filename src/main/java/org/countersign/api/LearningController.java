package org.countersign.api;

import java.net.URI;
import java.util.List;
import org.countersign.learning.Cards;
import org.countersign.learning.ChallengerShadow;
import org.countersign.learning.ChallengerShadows;
import org.countersign.learning.Conflicts;
import org.countersign.learning.ModelCard;
import org.countersign.learning.PromotionShown;
import org.countersign.learning.PromotionTasks;
import org.countersign.learning.Promotions;
import org.countersign.learning.Retraining;
import org.countersign.learning.Retrainings;
import org.countersign.learning.TrainingRun;
import org.countersign.learning.TrainingRuns;
import org.countersign.prediction.Model;
import org.countersign.prediction.ModelNotFound;
import org.countersign.prediction.Models;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What models learn from, and what becomes of it. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}", produces = MediaType.APPLICATION_JSON_VALUE)
class LearningController {

    /** {@code shadow}: what it would have said of decisions, had it been asked. */
    record CardView(Model model, ModelCard card, ChallengerShadow shadow) {}

    /** {@code shown} is what a model owner decides on; absent while nothing waits for a word. */
    record RetrainingView(
            Retraining retraining,
            TrainingRun run,
            @Nullable PromotionShown shown) {}

    record Word(
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable String contentVersion) {}

    private final Conflicts conflicts;
    private final Models models;
    private final Cards cards;
    private final ChallengerShadows shadows;
    private final Promotions promotions;
    private final Retrainings retrainings;
    private final TrainingRuns runs;
    private final PromotionTasks tasks;
    private final CurrentActor actor;

    LearningController(
            Conflicts conflicts,
            Models models,
            Cards cards,
            ChallengerShadows shadows,
            Promotions promotions,
            Retrainings retrainings,
            TrainingRuns runs,
            PromotionTasks tasks,
            CurrentActor actor) {
        this.conflicts = conflicts;
        this.models = models;
        this.cards = cards;
        this.shadows = shadows;
        this.promotions = promotions;
        this.retrainings = retrainings;
        this.runs = runs;
        this.tasks = tasks;
        this.actor = actor;
    }

    @GetMapping("/examples/conflicts")
    Conflicts.Listing conflicts(@PathVariable String useCase) {
        return conflicts.list(useCase);
    }

    @GetMapping("/models/{version}/card")
    CardView card(@PathVariable String useCase, @PathVariable String version) {
        var model = models.find(useCase, version).orElseThrow(() -> new ModelNotFound(useCase, version));
        return new CardView(model, cards.find(useCase, version), shadows.of(useCase, version));
    }

    /** One step back. */
    @PostMapping("/models/rollback")
    Model rollBack(@PathVariable String useCase) {
        return promotions.rollBack(useCase, actor.name());
    }

    @PostMapping("/retrainings")
    ResponseEntity<RetrainingView> retrain(@PathVariable String useCase) {
        var started = retrainings.start(useCase, actor.name());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/use-cases/" + useCase + "/retrainings/" + started.id()))
                .body(view(started));
    }

    @GetMapping("/retrainings")
    List<Retraining> retrainings(@PathVariable String useCase) {
        return retrainings.list(useCase);
    }

    @GetMapping("/retrainings/{id}")
    RetrainingView retraining(@PathVariable String useCase, @PathVariable String id) {
        return view(retrainings.find(useCase, id));
    }

    @PostMapping(path = "/retrainings/{id}/verdict", consumes = MediaType.APPLICATION_JSON_VALUE)
    RetrainingView decide(@PathVariable String useCase, @PathVariable String id, @RequestBody Word word) {
        return view(actor.asUser(
                () -> tasks.decide(useCase, id, actor.name(), word.verdict(), word.reason(), word.contentVersion())));
    }

    private RetrainingView view(Retraining retraining) {
        return new RetrainingView(
                retraining, runs.find(retraining.useCase(), retraining.id()), tasks.shown(retraining));
    }
}
