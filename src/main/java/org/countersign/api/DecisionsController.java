package org.countersign.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.countersign.audit.Trail;
import org.countersign.audit.TrailEntry;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionNotFound;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.Decisions;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.OversightLevel;
import org.countersign.learning.Truths;
import org.countersign.process.Intake;
import org.countersign.review.Blindness;
import org.countersign.review.Supervisions;
import org.countersign.security.CurrentActor;
import org.countersign.security.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
class DecisionsController {

    private static final int MOST = 200;

    /** A page of decisions, newest first; {@code next} is the cursor of the following page, absent on the last. */
    record Page(List<DecisionView> decisions, @Nullable String next) {}

    record Veto(@Nullable String reasonCode, @Nullable String comment) {}

    record Truth(@Nullable String label) {}

    private final Intake intake;
    private final Decisions decisions;
    private final Supervisions supervisions;
    private final Truths truths;
    private final Blindness blindness;
    private final Trail trail;
    private final CurrentActor actor;

    DecisionsController(
            Intake intake,
            Decisions decisions,
            Supervisions supervisions,
            Truths truths,
            Blindness blindness,
            Trail trail,
            CurrentActor actor) {
        this.intake = intake;
        this.decisions = decisions;
        this.supervisions = supervisions;
        this.truths = truths;
        this.blindness = blindness;
        this.trail = trail;
        this.actor = actor;
    }

    /**
     * 201 when a label took effect, 202 when a person was to decide; of a retry, too, which shows the decision as it
     * stands by then.
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DecisionView> start(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > Intake.LONGEST_KEY)) {
            throw new InvalidInput(
                    "",
                    "The header Idempotency-Key has to have 1 to " + Intake.LONGEST_KEY + " characters.",
                    "Send such a key.");
        }
        var started = intake.start(body, actor.name(), key);
        var decision = started.decision();
        if (!started.isNew()) {
            blindness.require(decision.id(), actor.name());
        }
        var forPeople = decision.routed().level() == OversightLevel.HUMAN_IN_THE_LOOP;
        var status = forPeople ? HttpStatus.ACCEPTED : HttpStatus.CREATED;
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/decisions/" + decision.id()))
                .body(DecisionView.of(decision));
    }

    @GetMapping("/{id}")
    DecisionView one(@PathVariable String id) {
        return DecisionView.of(readable(id));
    }

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String useCase,
            @RequestParam(required = false) @Nullable OversightLevel level,
            @RequestParam(required = false) @Nullable DecisionStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInput("", "The limit is not from 1 to " + MOST + ".", "Send such a limit.");
        }
        var own = onlyOwn() ? actor.name() : null;
        var filter = new Decisions.Filter(useCase, own, level, status, from, to, cursor, limit);
        var seen = blindness.list(filter, actor.name());
        var next = seen.size() == limit ? seen.get(limit - 1).id() : null;
        return new Page(seen.stream().map(DecisionView::of).toList(), next);
    }

    @PostMapping(path = "/{id}/veto", consumes = MediaType.APPLICATION_JSON_VALUE)
    DecisionView veto(@PathVariable String id, @RequestBody Veto veto) {
        actor.asUser(() -> {
            supervisions.veto(id, actor.name(), veto.reasonCode(), veto.comment());
            return true;
        });
        return DecisionView.of(decisions.find(id));
    }

    /** What turned out to be right, from the system that asked; telling it again is no harm. */
    @PostMapping(path = "/{id}/ground-truth", consumes = MediaType.APPLICATION_JSON_VALUE)
    DecisionView groundTruth(@PathVariable String id, @RequestBody Truth truth) {
        if (truth.label() == null) {
            throw new InvalidInput("/label", "It is missing.", "Send the label that turned out to be right.");
        }
        truths.tell(readable(id).id(), truth.label(), actor.name());
        return DecisionView.of(decisions.find(id));
    }

    @GetMapping("/{id}/trail")
    List<TrailEntry> trail(@PathVariable String id) {
        return trail.entries(readable(id).id());
    }

    /** An integrator knows of its own decisions only; a reviewer to be, of none that is under blind review. */
    private Decision readable(String id) {
        var decision = decisions.find(id);
        if (onlyOwn() && !decision.origin().caller().equals(actor.name())) {
            throw new DecisionNotFound(id);
        }
        blindness.require(id, actor.name());
        return decision;
    }

    private boolean onlyOwn() {
        return !actor.hasRole(Roles.SUPERVISOR)
                && !actor.hasRole(Roles.COMPLIANCE_OFFICER)
                && !actor.hasRole(Roles.AUDITOR)
                && !actor.hasRole(Roles.MODEL_OWNER)
                && !actor.hasRole(Roles.ADMIN);
    }
}
