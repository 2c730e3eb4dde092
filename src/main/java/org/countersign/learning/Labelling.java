package org.countersign.learning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.Actor;
import org.countersign.decision.Case;
import org.countersign.decision.UseCaseEvent.CasesTaken;
import org.countersign.decision.UseCaseEvent.LabellingEnded;
import org.countersign.learning.Unlabelled.State;
import org.countersign.policy.CaseFile;
import org.countersign.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cases that nobody has decided: taken in, asked about batch by batch, and learned from. */
@Component
public class Labelling {

    private static final int BATCH = 500;
    private static final long MOST_ROWS = 1_000_000;
    private static final int DIGEST = 16;

    /** How many cases were taken; {@code known} when the same file was taken before, and nothing was added. */
    public record Taken(long cases, boolean known) {}

    /**
     * Where it stands.
     *
     * @param passed cases that nobody is asked about any more, or that two people could not judge
     * @param progress what the last batches have brought; null before the second batch
     */
    public record Status(
            long waiting,
            long asked,
            long labelled,
            long passed,
            int batches,
            @Nullable LabellingProgress progress,
            String words) {}

    private final UnlabelledRows rows;
    private final Policies policies;
    private final RuntimeService engine;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom draw = new SecureRandom();

    Labelling(
            UnlabelledRows rows,
            Policies policies,
            @Lazy RuntimeService engine,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.policies = policies;
        this.engine = engine;
        this.events = events;
        this.clock = clock;
    }

    /** Takes a CSV file with the policy's columns, all of it or nothing, once; a label column is not looked at. */
    @Transactional
    public Taken takeCsv(String useCase, byte[] csv, String by) {
        var policy = policies.current(useCase);
        var taking = new Taking(useCase, csv);
        if (taking.known()) {
            return new Taken(0, true);
        }
        new CaseFile(policy, MOST_ROWS).read(new ByteArrayInputStream(csv), row -> taking.add(row.subject()));
        return taking.done(by);
    }

    /** Takes a JSON array of objects with fields. */
    @Transactional
    public Taken takeJson(String useCase, JsonNode array, byte[] body, String by) {
        var policy = policies.current(useCase);
        var taking = new Taking(useCase, body);
        if (taking.known()) {
            return new Taken(0, true);
        }
        new UnlabelledJson(policy).read(array, taking::add);
        return taking.done(by);
    }

    public Status status(String useCase) {
        policies.inForce(useCase);
        var counts = rows.counts(useCase);
        var rounds = rows.rounds(useCase);
        var progress = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1).progress();
        return new Status(
                counts.getOrDefault(State.WAITING, 0L),
                counts.getOrDefault(State.ASKED, 0L),
                counts.getOrDefault(State.LABELLED, 0L),
                counts.getOrDefault(State.PASSED, 0L),
                rounds.size(),
                progress,
                progress == null ? "Nothing can be said yet." : progress.words());
    }

    /** Asks nobody any more. What people have labelled stays. */
    @Transactional
    public Status end(String useCase, String person) {
        policies.inForce(useCase);
        var open = rows.asked(useCase);
        var ended = rows.callOff(useCase);
        for (var id : open) {
            engine.createProcessInstanceQuery()
                    .processDefinitionKey(LabellingRounds.PROCESS)
                    .processInstanceBusinessKey(id)
                    .list()
                    .forEach(i -> engine.deleteProcessInstance(i.getId(), "labelling was ended"));
        }
        events.publishEvent(new LabellingEnded(useCase, Actor.person(person), now(), ended));
        return status(useCase);
    }

    private Instant now() {
        return clock.instant();
    }

    /** One file under way: rows go to the database in batches, so that memory stays flat. */
    private final class Taking {

        private final String useCase;
        private final String batch;
        private final List<Unlabelled> waiting = new ArrayList<>(BATCH);
        private long count;

        Taking(String useCase, byte[] body) {
            this.useCase = useCase;
            this.batch = useCase + "-" + Digests.sha256(body).substring(0, DIGEST) + "-u";
        }

        boolean known() {
            return rows.has(batch + "1");
        }

        void add(Case subject) {
            count++;
            waiting.add(new Unlabelled(
                    batch + count, useCase, subject, draw.nextDouble(), State.WAITING, null, null, null));
            if (waiting.size() == BATCH) {
                flush();
            }
        }

        Taken done(String by) {
            flush();
            events.publishEvent(new CasesTaken(useCase, Actor.person(by), now(), (int) count, batch));
            return new Taken(count, false);
        }

        private void flush() {
            if (!waiting.isEmpty()) {
                rows.insert(waiting, now());
                waiting.clear();
            }
        }
    }
}
