package org.countersign.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.OversightLevel;
import org.countersign.learning.Examples;
import org.countersign.learning.Promotions;
import org.countersign.learning.TrainingRun;
import org.countersign.learning.TrainingRuns;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.Model;
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

@RestController
@RequestMapping(path = "/api/v1/use-cases", produces = MediaType.APPLICATION_JSON_VALUE)
class UseCasesController {

    private static final String CSV = "text/csv";

    /** {@code waiver}: auto-approval runs without a certificate, because the policy says so. */
    record UseCaseView(
            String useCase,
            String title,
            String policy,
            String ruleSet,
            @Nullable String model,
            OversightLevel floor,
            boolean waiver) {}

    /** Without a learner, all that suit the use case compete. */
    record TrainingRequest(@Nullable Learner learner) {}

    private final Policies policies;
    private final Examples examples;
    private final TrainingRuns runs;
    private final Promotions promotions;
    private final Models models;
    private final CurrentActor actor;
    private final ObjectMapper json;

    UseCasesController(
            Policies policies,
            Examples examples,
            TrainingRuns runs,
            Promotions promotions,
            Models models,
            CurrentActor actor,
            ObjectMapper json) {
        this.policies = policies;
        this.examples = examples;
        this.runs = runs;
        this.promotions = promotions;
        this.models = models;
        this.actor = actor;
        this.json = json;
    }

    @GetMapping
    List<UseCaseView> list() {
        return policies.all().stream().map(this::view).toList();
    }

    @GetMapping("/{useCase}")
    UseCaseView one(@PathVariable String useCase) {
        return view(policies.inForce(useCase));
    }

    @PostMapping(path = "/{useCase}/examples", consumes = CSV)
    Examples.Imported importCsv(@PathVariable String useCase, @RequestBody byte[] csv) {
        return examples.importCsv(useCase, csv, actor.name());
    }

    @PostMapping(path = "/{useCase}/examples", consumes = MediaType.APPLICATION_JSON_VALUE)
    Examples.Imported importJson(@PathVariable String useCase, @RequestBody byte[] body) {
        try {
            return examples.importJson(useCase, json.readTree(body), body, actor.name());
        } catch (IOException e) {
            throw new InvalidInput(List.of(JsonFault.of(new IOException(e))));
        }
    }

    @PostMapping(path = "/{useCase}/training-runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TrainingRun> train(@PathVariable String useCase, @RequestBody TrainingRequest request) {
        var run = runs.start(useCase, request.learner(), actor.name());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/use-cases/" + useCase + "/training-runs/" + run.id()))
                .body(run);
    }

    @GetMapping("/{useCase}/training-runs")
    List<TrainingRun> trainingRuns(@PathVariable String useCase) {
        policies.inForce(useCase);
        return runs.list(useCase);
    }

    @GetMapping("/{useCase}/training-runs/{id}")
    TrainingRun trainingRun(@PathVariable String useCase, @PathVariable String id) {
        return runs.find(useCase, id);
    }

    @GetMapping("/{useCase}/models")
    List<Model> models(@PathVariable String useCase) {
        policies.inForce(useCase);
        return models.list(useCase);
    }

    @PostMapping("/{useCase}/models/{version}/promotion")
    Model promote(@PathVariable String useCase, @PathVariable String version) {
        return promotions.promote(useCase, version, actor.name());
    }

    private UseCaseView view(InForce inForce) {
        var policy = policies.find(inForce.useCase(), inForce.policy());
        return new UseCaseView(
                inForce.useCase(),
                policy.title(),
                inForce.policy(),
                inForce.ruleSet(),
                inForce.model(),
                policy.floor(),
                policy.assurance() == Policy.Assurance.ADVISORY);
    }
}
