package org.countersign.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policies;
import org.countersign.rehearsal.BackTestReport;
import org.countersign.rehearsal.BackTestRun;
import org.countersign.rehearsal.BackTests;
import org.countersign.rehearsal.Candidate;
import org.countersign.rehearsal.Candidates;
import org.countersign.rehearsal.ChangedCase;
import org.countersign.rehearsal.ShadowRun;
import org.countersign.rehearsal.Shadows;
import org.countersign.rehearsal.Trial;
import org.countersign.rehearsal.Trial.Supposed;
import org.countersign.rehearsal.TrialResult;
import org.countersign.review.Blindness;
import org.countersign.review.Workloads;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a change of rules or policy would have done, over REST: on recorded decisions, on one case, and beside the live rules. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/{area:rules|policy}", produces = MediaType.APPLICATION_JSON_VALUE)
class RehearsalController {

    private static final int MOST = 200;

    /**
     * The rules or policy to rehearse: a draft by its id, or a version by its digest; one of the two. {@code typicality} and
     * {@code day} go with a request that is tried.
     */
    record Rehearsing(
            @Nullable String draft,
            @Nullable String version,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable JsonNode request,
            @Nullable String decision,
            @Nullable Double typicality,
            @Nullable LocalDate day) {}

    /**
     * {@code report} is left out until the run is done; {@code changes} are of at most 200 cases that go another way, from
     * {@code offset}; {@code changesKept} says how many can be read so.
     */
    record BackTestView(
            BackTestRun run,
            @Nullable BackTestReport report,
            int offset,
            long changesKept,
            List<ChangedCase> changes) {}

    record ShadowView(@Nullable ShadowRun run, List<ChangedCase> differences) {}

    private final BackTests backTests;
    private final Trial trial;
    private final Shadows shadows;
    private final Workloads workloads;
    private final Policies policies;
    private final Candidates candidates;
    private final Blindness blindness;
    private final CurrentActor actor;

    RehearsalController(
            BackTests backTests,
            Trial trial,
            Shadows shadows,
            Workloads workloads,
            Policies policies,
            Candidates candidates,
            Blindness blindness,
            CurrentActor actor) {
        this.backTests = backTests;
        this.trial = trial;
        this.shadows = shadows;
        this.workloads = workloads;
        this.policies = policies;
        this.candidates = candidates;
        this.blindness = blindness;
        this.actor = actor;
    }

    @PostMapping(path = "/backtests", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BackTestView> start(
            @PathVariable String useCase, @PathVariable String area, @RequestBody Rehearsing asked) {
        if (asked.from() == null || asked.to() == null) {
            throw new InvalidInput("/from", "The period is missing.", "Send from and to, as 2026-01-31T00:00:00Z.");
        }
        var id = backTests.start(candidate(useCase, area, asked), asked.from(), asked.to(), actor.name());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/use-cases/" + useCase + "/" + area + "/backtests/" + id))
                .body(backTest(useCase, area, id, 0));
    }

    @GetMapping("/backtests")
    List<BackTestRun> backTests(@PathVariable String useCase, @PathVariable String area) {
        policies.inForce(useCase);
        return backTests.list(useCase);
    }

    @GetMapping("/backtests/{id}")
    BackTestView backTest(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int offset) {
        if (offset < 0) {
            throw new InvalidInput("/offset", "It is less than 0.", "Count from 0.");
        }
        return new BackTestView(
                backTests.find(useCase, id),
                backTests.report(useCase, id).orElse(null),
                offset,
                backTests.changesKept(useCase, id),
                shown(backTests.changes(useCase, id, offset, MOST)));
    }

    @DeleteMapping("/backtests/{id}")
    BackTestRun cancel(@PathVariable String useCase, @PathVariable String area, @PathVariable String id) {
        return backTests.cancel(useCase, id);
    }

    /** Which rules fire for a case that is typed in or was decided, which nearly do, and what level comes of it. */
    @PostMapping(path = "/trials", consumes = MediaType.APPLICATION_JSON_VALUE)
    TrialResult tryOne(@PathVariable String useCase, @PathVariable String area, @RequestBody Rehearsing asked) {
        if ((asked.request() == null) == (asked.decision() == null)) {
            throw new InvalidInput(
                    "/request",
                    "It is not said which case.",
                    "Send either request, what would be sent to /api/v1/decisions, or the id of a decision.");
        }
        var candidate = candidate(useCase, area, asked);
        if (asked.request() != null) {
            var supposed = new Supposed(asked.typicality(), asked.day());
            return trial.typedIn(candidate, asked.request(), workloads.of(useCase), supposed);
        }
        if (asked.typicality() != null || asked.day() != null) {
            throw new InvalidInput(
                    "/decision",
                    "A decision is seen as it was then.",
                    "Leave typicality and day out, or send a request.");
        }
        blindness.require(Objects.requireNonNull(asked.decision()), actor.name());
        return trial.recorded(candidate, asked.decision());
    }

    @PutMapping(path = "/shadow", consumes = MediaType.APPLICATION_JSON_VALUE)
    ShadowView startShadow(@PathVariable String useCase, @PathVariable String area, @RequestBody Rehearsing asked) {
        shadows.start(candidate(useCase, area, asked), actor.name());
        return shadow(useCase, area);
    }

    @GetMapping("/shadow")
    ShadowView shadow(@PathVariable String useCase, @PathVariable String area) {
        policies.inForce(useCase);
        return new ShadowView(shadows.latest(useCase).orElse(null), shown(shadows.differences(useCase, MOST)));
    }

    @DeleteMapping("/shadow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stopShadow(@PathVariable String useCase, @PathVariable String area) {
        shadows.stop(useCase, actor.name());
    }

    /** Without cases that the caller may yet judge blind. */
    private List<ChangedCase> shown(List<ChangedCase> cases) {
        return blindness.visible(cases, ChangedCase::decisionId, actor.name());
    }

    private Candidate candidate(String useCase, String area, Rehearsing asked) {
        var kind = RevisionsController.kind(area);
        if (asked.draft() != null && asked.version() == null) {
            return candidates.draft(useCase, kind, asked.draft());
        }
        if (asked.version() != null && asked.draft() == null) {
            return candidates.version(useCase, kind, asked.version());
        }
        throw new InvalidInput("/draft", "It is not said which " + area + ".", "Send either draft or version.");
    }
}
