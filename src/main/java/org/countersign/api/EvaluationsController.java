package org.countersign.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.countersign.prediction.Learner;
import org.countersign.rehearsal.EvaluationPage;
import org.countersign.rehearsal.Evaluations;
import org.countersign.rehearsal.StoredEvaluation;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a model could carry on a use case's own history, over REST: as JSON, or as a page with plots. */
@RestController
@RequestMapping("/api/v1/use-cases/{useCase}/evaluations")
class EvaluationsController {

    record Made(String id, String madeBy, Instant madeAt, String fileDigest, long rows) {}

    private final Evaluations evaluations;
    private final CurrentActor actor;

    EvaluationsController(Evaluations evaluations, CurrentActor actor) {
        this.evaluations = evaluations;
        this.actor = actor;
    }

    @PostMapping(consumes = "text/csv", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StoredEvaluation> make(
            @PathVariable String useCase,
            @RequestParam(defaultValue = "BOOSTED_TREES") Learner learner,
            @RequestParam(required = false) @Nullable String person,
            @RequestBody byte[] csv) {
        var made = evaluations.make(useCase, csv, learner, person, actor.name());
        return ResponseEntity.created(URI.create("/api/v1/use-cases/" + useCase + "/evaluations/" + made.id()))
                .body(made);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<Made> list(@PathVariable String useCase) {
        return evaluations.list(useCase).stream()
                .map(e -> new Made(
                        e.id(),
                        e.madeBy(),
                        e.madeAt(),
                        e.fileDigest(),
                        e.report().rows()))
                .toList();
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    StoredEvaluation one(@PathVariable String useCase, @PathVariable String id) {
        return evaluations.find(useCase, id);
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String useCase, @PathVariable String id) {
        return EvaluationPage.of(evaluations.find(useCase, id).report());
    }
}
