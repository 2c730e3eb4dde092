package org.countersign.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.RevisionRefused;
import org.countersign.policy.Revisions;
import org.countersign.rehearsal.BackTestReport;
import org.countersign.rehearsal.BackTestRun;
import org.countersign.rehearsal.BackTests;
import org.countersign.rehearsal.Candidate;
import org.countersign.rehearsal.ChangedCase;
import org.countersign.rehearsal.ShadowRun;
import org.countersign.rehearsal.Shadows;
import org.countersign.rehearsal.Trial;
import org.countersign.rehearsal.TrialResult;
import org.countersign.review.Workloads;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RulesRefused;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a change of rules would have done, over REST: on recorded decisions, on one case, and beside the live rules. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/rules", produces = MediaType.APPLICATION_JSON_VALUE)
class RehearsalController {

    private static final int MOST = 200;

    /** The rules to rehearse: a draft by its id, or a version by its digest; one of the two. */
    record Rehearsing(
            @Nullable String draft,
            @Nullable String version,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable JsonNode request) {}

    /** {@code report} is left out until the run is done; {@code changes} are the first 200 cases that go another way. */
    record BackTestView(BackTestRun run, @Nullable BackTestReport report, List<ChangedCase> changes) {}

    record ShadowView(@Nullable ShadowRun run, List<ChangedCase> differences) {}

    private final BackTests backTests;
    private final Trial trial;
    private final Shadows shadows;
    private final Workloads workloads;
    private final Policies policies;
    private final Revisions revisions;
    private final Drafts drafts;
    private final CurrentActor actor;

    RehearsalController(
            BackTests backTests,
            Trial trial,
            Shadows shadows,
            Workloads workloads,
            Policies policies,
            Revisions revisions,
            Drafts drafts,
            CurrentActor actor) {
        this.backTests = backTests;
        this.trial = trial;
        this.shadows = shadows;
        this.workloads = workloads;
        this.policies = policies;
        this.revisions = revisions;
        this.drafts = drafts;
        this.actor = actor;
    }

    @PostMapping(path = "/backtests", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BackTestView> start(@PathVariable String useCase, @RequestBody Rehearsing asked) {
        if (asked.from() == null || asked.to() == null) {
            throw new InvalidInput("/from", "The period is missing.", "Send from and to, as 2026-01-31T00:00:00Z.");
        }
        var id = backTests.start(candidate(useCase, asked), asked.from(), asked.to(), actor.name());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/use-cases/" + useCase + "/rules/backtests/" + id))
                .body(backTest(useCase, id));
    }

    @GetMapping("/backtests")
    List<BackTestRun> backTests(@PathVariable String useCase) {
        policies.inForce(useCase);
        return backTests.list(useCase);
    }

    @GetMapping("/backtests/{id}")
    BackTestView backTest(@PathVariable String useCase, @PathVariable String id) {
        return new BackTestView(
                backTests.find(useCase, id),
                backTests.report(useCase, id).orElse(null),
                backTests.changes(useCase, id, 0, MOST));
    }

    @DeleteMapping("/backtests/{id}")
    BackTestRun cancel(@PathVariable String useCase, @PathVariable String id) {
        return backTests.cancel(useCase, id);
    }

    /** Which rules fire for one case that is typed in, which nearly do, and what level comes of it. */
    @PostMapping(path = "/trials", consumes = MediaType.APPLICATION_JSON_VALUE)
    TrialResult tryOne(@PathVariable String useCase, @RequestBody Rehearsing asked) {
        if (asked.request() == null) {
            throw new InvalidInput("/request", "It is missing.", "Send what would be sent to /api/v1/decisions.");
        }
        return trial.typedIn(candidate(useCase, asked), asked.request(), workloads.of(useCase));
    }

    @PutMapping(path = "/shadow", consumes = MediaType.APPLICATION_JSON_VALUE)
    ShadowView startShadow(@PathVariable String useCase, @RequestBody Rehearsing asked) {
        shadows.start(candidate(useCase, asked), actor.name());
        return shadow(useCase);
    }

    @GetMapping("/shadow")
    ShadowView shadow(@PathVariable String useCase) {
        policies.inForce(useCase);
        return new ShadowView(shadows.latest(useCase).orElse(null), shadows.differences(useCase, MOST));
    }

    @DeleteMapping("/shadow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopShadow(@PathVariable String useCase) {
        shadows.stop(useCase, actor.name());
    }

    private Candidate candidate(String useCase, Rehearsing asked) {
        var policy = policies.current(useCase);
        try {
            if (asked.draft() != null && asked.version() == null) {
                var draft = drafts.find(useCase, Kind.RULES, asked.draft());
                return Candidate.of("draft " + draft.id(), draft.files(), policy);
            }
            if (asked.version() != null && asked.draft() == null) {
                var version = revisions.find(useCase, Kind.RULES, asked.version());
                return Candidate.of("version " + version.number(), version.files(), policy);
            }
        } catch (RulesRefused refused) {
            throw new RevisionRefused(RuleFiles.problems(refused));
        }
        throw new InvalidInput("/draft", "It is not said which rules.", "Send either draft or version.");
    }
}
