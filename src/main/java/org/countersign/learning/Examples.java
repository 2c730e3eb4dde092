package org.countersign.learning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.decision.Actor;
import org.countersign.decision.Case;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.decision.UseCaseEvent.ExamplesImported;
import org.countersign.policy.CaseFile;
import org.countersign.policy.Policies;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The labelled cases of each use case: what people decided, and what was imported. */
@Component
public class Examples {

    private static final int BATCH = 500;
    private static final long MOST_ROWS = 1_000_000;

    /** How many examples were taken; {@code known} when the same file was imported before, and nothing was added. */
    public record Imported(long examples, boolean known) {}

    private final ExampleRows rows;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Examples(ExampleRows rows, Policies policies, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    /** What people labelled becomes an example in the same transaction. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(Labelled event) {
        if (event.actor().kind() == Actor.Kind.ENGINE) {
            throw new IllegalStateException("the engine labelled " + event.decisionId() + ", and it is no person");
        }
        rows.insert(List.of(new Example(
                event.decisionId() + "-" + event.provenance().how(),
                event.useCase(),
                event.decisionId(),
                null,
                event.subject(),
                event.label(),
                event.provenance(),
                event.at())));
    }

    /** Takes a CSV file with the policy's columns, all of it or nothing. The same file is taken once. */
    @Transactional
    public Imported importCsv(String useCase, byte[] csv, String by) {
        var policy = policies.current(useCase);
        var digest = Digests.sha256(csv);
        if (rows.hasBatch(useCase, batch(useCase, digest))) {
            return new Imported(0, true);
        }
        var taking = new Taking(useCase, batch(useCase, digest), new Provenance(How.IMPORT, by, null, null));
        new CaseFile(policy, MOST_ROWS)
                .readLabelled(
                        new ByteArrayInputStream(csv),
                        row -> taking.add(row.subject(), Objects.requireNonNull(row.label())));
        return taking.done(by);
    }

    /** Takes a JSON array of objects with fields and the label under the policy's label column. */
    @Transactional
    public Imported importJson(String useCase, JsonNode array, byte[] body, String by) {
        var digest = Digests.sha256(body);
        if (rows.hasBatch(useCase, batch(useCase, digest))) {
            return new Imported(0, true);
        }
        var taking = new Taking(useCase, batch(useCase, digest), new Provenance(How.IMPORT, by, null, null));
        new LabelledJson(policies.current(useCase)).read(array, taking::add);
        return taking.done(by);
    }

    /** Takes cases whose truth is known because they were made up. */
    @Transactional
    public Imported importSimulated(String useCase, List<Case> cases, List<String> labels, String batch) {
        if (rows.hasBatch(useCase, batch(useCase, batch))) {
            return new Imported(0, true);
        }
        var taking =
                new Taking(useCase, batch(useCase, batch), new Provenance(How.SIMULATION, "simulation", null, null));
        for (var i = 0; i < cases.size(); i++) {
            taking.add(cases.get(i), labels.get(i));
        }
        return taking.done("simulation");
    }

    /** What people said of these decisions without seeing the model's answer, first word first; one per decision. */
    public List<BlindJudgement> blindJudgements(List<String> decisionIds) {
        return decisionIds.isEmpty() ? List.of() : rows.blindJudgements(decisionIds);
    }

    /** Imported cases that no model was trained on, the newest of them. */
    public List<KnownCase> heldOut(String useCase, int most) {
        return rows.imported(useCase, most).stream()
                .map(e -> new KnownCase(e.id(), e.subject(), e.label(), e.at()))
                .toList();
    }

    private static String batch(String useCase, String digest) {
        return useCase + "-" + digest.substring(0, Math.min(16, digest.length()));
    }

    /** One import under way: rows go to the database in batches, so that memory stays flat. */
    private final class Taking {

        private final String useCase;
        private final String batch;
        private final Provenance provenance;
        private final List<Example> waiting = new ArrayList<>(BATCH);
        private long count;

        Taking(String useCase, String batch, Provenance provenance) {
            this.useCase = useCase;
            this.batch = batch;
            this.provenance = provenance;
        }

        void add(Case subject, String label) {
            count++;
            waiting.add(new Example(
                    batch + "-" + count, useCase, null, batch, subject, label, provenance, clock.instant()));
            if (waiting.size() == BATCH) {
                flush();
            }
        }

        Imported done(String by) {
            flush();
            events.publishEvent(new ExamplesImported(useCase, Actor.person(by), clock.instant(), (int) count, batch));
            return new Imported(count, false);
        }

        private void flush() {
            if (!waiting.isEmpty()) {
                rows.insert(waiting);
                waiting.clear();
            }
        }
    }
}
