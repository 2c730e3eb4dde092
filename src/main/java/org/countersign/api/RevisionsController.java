package org.countersign.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.FileProblem;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revision.State;
import org.countersign.policy.Revisions;
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

/** The life of rules and policies over REST; one contract for both. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/{area:rules|policy}", produces = MediaType.APPLICATION_JSON_VALUE)
class RevisionsController {

    /** A version without its files. */
    record Summary(
            String version,
            int number,
            State state,
            Set<String> authors,
            Instant createdAt,
            Revision.@Nullable Proposal proposal,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {

        static Summary of(Revision r) {
            return new Summary(
                    r.version(),
                    r.number(),
                    r.state(),
                    r.authors(),
                    r.createdAt(),
                    r.proposal(),
                    r.decidedBy(),
                    r.decidedAt());
        }
    }

    record Overview(String inForce, List<Summary> versions, List<Draft> drafts) {}

    /**
     * A draft with all that is wrong with it, and what else there is to say of it; it is saved all the same.
     *
     * @param problems what keeps it from being proposed
     */
    record CheckedDraft(Draft draft, String version, List<FileProblem> problems, List<FileProblem> remarks) {}

    record Checked(List<FileProblem> problems, List<FileProblem> remarks) {

        static Checked of(List<FileProblem> findings) {
            var parts = findings.stream().collect(Collectors.partitioningBy(FileProblem::blocks));
            return new Checked(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
        }
    }

    /** {@code edits}: how often the draft had been saved when the sender saw it; left out for a new one. */
    record Saving(
            @Nullable Map<String, String> files, @Nullable Integer edits) {}

    record Proposing(
            @Nullable String draft,
            @Nullable Integer edits,
            @Nullable String backTest,
            @Nullable String note) {}

    /** {@code backTest}: the digest of the back-test that the publisher saw; left out when there was none. */
    record Publishing(@Nullable String version, @Nullable String backTest) {}

    record TurningDown(@Nullable String why) {}

    private final Revisions revisions;
    private final Drafts drafts;
    private final Policies policies;
    private final CurrentActor actor;

    RevisionsController(Revisions revisions, Drafts drafts, Policies policies, CurrentActor actor) {
        this.revisions = revisions;
        this.drafts = drafts;
        this.policies = policies;
        this.actor = actor;
    }

    @GetMapping
    Overview overview(@PathVariable String useCase, @PathVariable String area) {
        var kind = kind(area);
        return new Overview(
                inForce(useCase, kind),
                revisions.list(useCase, kind).stream().map(Summary::of).toList(),
                drafts.list(useCase, kind));
    }

    @GetMapping("/versions/{version}")
    Revision version(@PathVariable String useCase, @PathVariable String area, @PathVariable String version) {
        return revisions.find(useCase, kind(area), version);
    }

    @PostMapping(path = "/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    Checked check(@PathVariable String useCase, @PathVariable String area, @RequestBody Saving files) {
        return Checked.of(revisions.findings(useCase, kind(area), files(files)));
    }

    @PostMapping(path = "/check", consumes = MediaType.TEXT_PLAIN_VALUE)
    Checked checkText(@PathVariable String useCase, @PathVariable String area, @RequestBody String text) {
        var name = kind(area) == Kind.POLICY ? "policy.yaml" : "rules.drl";
        return Checked.of(revisions.findings(useCase, kind(area), Map.of(name, text)));
    }

    @PostMapping(path = "/check", consumes = "text/csv")
    Checked checkTable(@PathVariable String useCase, @PathVariable String area, @RequestBody String table) {
        return Checked.of(revisions.findings(useCase, kind(area), Map.of("rules.csv", table)));
    }

    /** Begins a draft from what is sent, or from the version in force. */
    @PostMapping(path = "/drafts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CheckedDraft> begin(
            @PathVariable String useCase, @PathVariable String area, @RequestBody Saving saving) {
        var kind = kind(area);
        var base = inForce(useCase, kind);
        var files = saving.files() == null ? revisions.find(useCase, kind, base).files() : saving.files();
        var draft = drafts.begin(useCase, kind, files, base, Actor.person(actor.name()));
        return ResponseEntity.created(URI.create("/api/v1/use-cases/" + useCase + "/" + area + "/drafts/" + draft.id()))
                .body(checked(draft));
    }

    @GetMapping("/drafts/{id}")
    CheckedDraft draft(@PathVariable String useCase, @PathVariable String area, @PathVariable String id) {
        return checked(drafts.find(useCase, kind(area), id));
    }

    @PutMapping(path = "/drafts/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    CheckedDraft save(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String id,
            @RequestBody Saving saving) {
        var draft = drafts.find(useCase, kind(area), id);
        var edits = required(saving.edits(), "/edits", "Send the draft's edits as you saw them.");
        return checked(drafts.save(draft.id(), files(saving), edits, Actor.person(actor.name())));
    }

    @DeleteMapping("/drafts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String useCase, @PathVariable String area, @PathVariable String id) {
        drafts.drop(drafts.find(useCase, kind(area), id), Actor.person(actor.name()));
    }

    @PostMapping(path = "/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
    Revision propose(@PathVariable String useCase, @PathVariable String area, @RequestBody Proposing proposing) {
        var id = required(proposing.draft(), "/draft", "Send the id of a draft.");
        var draft = drafts.find(useCase, kind(area), id);
        var edits = required(proposing.edits(), "/edits", "Send the draft's edits as you saw them.");
        return revisions.propose(
                draft.id(),
                edits,
                proposing.backTest(),
                Objects.requireNonNullElse(proposing.note(), ""),
                actor.name());
    }

    @DeleteMapping(path = "/proposals/{version}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Draft turnDown(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String version,
            @RequestBody TurningDown turningDown) {
        var why = required(turningDown.why(), "/why", "Say why.");
        return revisions.turnDown(useCase, kind(area), version, why, actor.name());
    }

    /** Publishes a proposed version, or takes an earlier one back. */
    @PostMapping(path = "/publications", consumes = MediaType.APPLICATION_JSON_VALUE)
    Revision publish(@PathVariable String useCase, @PathVariable String area, @RequestBody Publishing publishing) {
        var kind = kind(area);
        var version = required(publishing.version(), "/version", "Send the version to publish.");
        return revisions.find(useCase, kind, version).state() == State.RETIRED
                ? revisions.republish(useCase, kind, version, actor.name())
                : revisions.publish(useCase, kind, version, publishing.backTest(), actor.name());
    }

    CheckedDraft checked(Draft draft) {
        var checked = Checked.of(revisions.findings(draft.useCase(), draft.kind(), draft.files()));
        return new CheckedDraft(draft, draft.version(), checked.problems(), checked.remarks());
    }

    private String inForce(String useCase, Kind kind) {
        InForce inForce = policies.inForce(useCase);
        return kind == Kind.POLICY ? inForce.policy() : inForce.ruleSet();
    }

    private static Map<String, String> files(Saving saving) {
        return required(saving.files(), "/files", "Send the files by name.");
    }

    private static <T> T required(@Nullable T value, String pointer, String mend) {
        if (value == null) {
            throw new InvalidInput(pointer, "It is missing.", mend);
        }
        return value;
    }

    static Kind kind(String area) {
        return area.equals("policy") ? Kind.POLICY : Kind.RULES;
    }
}
