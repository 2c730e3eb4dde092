package org.countersign.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.countersign.decision.IdSource;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Refused;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.rehearsal.BackTest.Plan;
import org.countersign.rehearsal.BackTestReport.VersionPair;
import org.countersign.rehearsal.BackTestRun.State;
import org.countersign.routing.Routing;
import org.countersign.routing.RulesFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs back-tests one after the other in the background, so that live decisions keep the machine. What they found stays
 * in the database, where every node sees it and can cancel.
 */
@Component
public class BackTests implements DisposableBean {

    /** So many of the decisions that change are kept; the report has the number of all. */
    public static final int MOST_CHANGES = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(BackTests.class);
    private static final int MOST_WAITING = 20;
    private static final int LONGEST_FAILURE = 1000;

    private final BackTest backTest;
    private final BackTestRows rows;
    private final RecordedDecisions recorded;
    private final Policies policies;
    private final Routing routing;
    private final IdSource ids;
    private final Clock clock;
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), BackTests::thread);

    BackTests(
            BackTest backTest,
            BackTestRows rows,
            RecordedDecisions recorded,
            Policies policies,
            Routing routing,
            IdSource ids,
            Clock clock) {
        this.backTest = backTest;
        this.rows = rows;
        this.recorded = recorded;
        this.policies = policies;
        this.routing = routing;
        this.ids = ids;
        this.clock = clock;
        worker.allowCoreThreadTimeOut(true);
    }

    /**
     * Queues a comparison of the candidate with what is in force now, on the decisions received at or after {@code from}
     * and before {@code to}, or before now. Returns its id at once.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public String start(Candidate candidate, Instant from, Instant to, String person) {
        var now = clock.instant();
        var end = (to.isAfter(now) ? now : to).truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(end)) {
            throw new InvalidInput("/from", "The period is empty.", "Let it begin before it ends, in the past.");
        }
        var inForce = policies.inForce(candidate.useCase());
        var baseline = new VersionPair(inForce.policy(), inForce.ruleSet());
        var id = ids.next();
        rows.insert(id, candidate, baseline, from, end, person);
        live.add(id);
        try {
            worker.execute(() -> run(id, candidate, baseline, from, end));
        } catch (RejectedExecutionException full) {
            live.remove(id);
            rows.ended(id, State.FAILED, "Too many back-tests waited.");
            throw new TooManyBackTests();
        }
        return id;
    }

    /** Ends it, whichever node runs it; one that has ended stays as it is. */
    public BackTestRun cancel(String useCase, String id) {
        find(useCase, id);
        rows.ended(id, State.CANCELLED, null);
        return find(useCase, id);
    }

    public BackTestRun find(String useCase, String id) {
        return rows.find(useCase, id).orElseThrow(() -> new BackTestNotFound(id));
    }

    /** Newest first, at most 50. */
    public List<BackTestRun> list(String useCase) {
        return rows.list(useCase);
    }

    /** What it found; empty unless it is done. */
    public Optional<BackTestReport> report(String useCase, String id) {
        return reportJson(useCase, id).map(json -> LedgerJson.read(json, BackTestReport.class));
    }

    /** The very text whose sha-256 is the digest. */
    public Optional<String> reportJson(String useCase, String id) {
        return rows.report(find(useCase, id).id());
    }

    /** Decisions that change, oldest first, from a position counted from 0; the first {@link #MOST_CHANGES} are kept. */
    public List<ChangedCase> changes(String useCase, String id, int offset, int limit) {
        return rows.changes(find(useCase, id).id(), offset, Math.min(limit, MOST_CHANGES));
    }

    /** How many of the decisions that change can be read; the report has the number of all. */
    public long changesKept(String useCase, String id) {
        return rows.countChanges(find(useCase, id).id());
    }

    private void run(String id, Candidate candidate, VersionPair baseline, Instant from, Instant to) {
        try {
            var useCase = candidate.useCase();
            rows.beat(live);
            if (!rows.running(id, recorded.count(useCase, from, to))) {
                return;
            }
            var before = policies.find(useCase, baseline.policy());
            var plan = new Plan(useCase, baseline(before, baseline), Replay.of(candidate), from, to);
            var notes = new Notes(id);
            backTest.run(plan, notes)
                    .map(BackTestReport::json)
                    .ifPresent(json -> rows.done(id, notes.done, json, BackTestReport.digest(json)));
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.warn("Back-test {} failed", id, fault);
            failed(id, fault);
        } finally {
            live.remove(id);
        }
    }

    private Replay baseline(Policy policy, VersionPair versions) {
        return new Replay(routing.built(policy, versions.ruleSet()), versions.ruleSet(), policy);
    }

    private void failed(String id, Throwable fault) {
        var words = fault instanceof RulesFailed || fault instanceof Refused ? fault.getMessage() : null;
        var why = Objects.requireNonNullElse(
                words, "Something failed that a person has to look into; the log says more.");
        try {
            rows.ended(id, State.FAILED, why.substring(0, Math.min(why.length(), LONGEST_FAILURE)));
        } catch (RuntimeException gone) {
            LOG.warn("The end of back-test {} could not be recorded; it will show as interrupted", id, gone);
        }
    }

    /** Writes down progress and what changes, page by page, and stops when the run was cancelled or the node stops. */
    private final class Notes implements BackTest.Observer {

        private final String id;
        private int kept;
        private long done;

        Notes(String id) {
            this.id = id;
        }

        @Override
        public boolean goOn(long replayed, List<ChangedCase> changed) {
            done = replayed;
            var fresh = changed.subList(0, Math.min(changed.size(), MOST_CHANGES - kept));
            rows.changes(id, kept, fresh);
            kept += fresh.size();
            rows.beat(live);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The server was stopped.");
            }
            return rows.progress(id, replayed);
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "back-test");
        thread.setDaemon(true);
        return thread;
    }
}
