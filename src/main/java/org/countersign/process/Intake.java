package org.countersign.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.decision.IdSource;
import org.countersign.decision.Refused;
import org.countersign.decision.TransactionMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts decisions. Everything up to the first wait state is one transaction; if that is lost, a fresh one records the
 * decision and gives it to a person; without a database nothing is claimed (law 1).
 */
@Component
public class Intake {

    /** The longest idempotency key, at every door. */
    public static final int LONGEST_KEY = 200;

    static final String PROCESS = "decision";

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final RuntimeService engine;
    private final Decisions decisions;
    private final IdSource ids;
    private final TransactionTemplate transaction;

    Intake(RuntimeService engine, Decisions decisions, IdSource ids, TransactionTemplate transaction) {
        this.engine = engine;
        this.decisions = decisions;
        this.ids = ids;
        this.transaction = transaction;
    }

    /** A decision, and whether this call started it. */
    public record Started(Decision decision, boolean isNew) {}

    /**
     * Starts a decision, or finds the one that the same caller started with the same key.
     *
     * @throws org.countersign.decision.InvalidInput when the body cannot be taken; nothing is changed
     * @throws IdempotencyKeyReused when the key came before with another body
     * @throws Unavailable when nothing could be recorded
     */
    public Started start(JsonNode body, String caller, @Nullable String idempotencyKey) {
        var id = ids.next();
        try {
            var known = find(body, caller, idempotencyKey);
            return known.isPresent()
                    ? new Started(known.get(), false)
                    : run(new Incoming(id, body, caller, idempotencyKey, null));
        } catch (Refused refused) {
            throw refused;
        } catch (CannotGetJdbcConnectionException | CannotCreateTransactionException noDatabase) {
            throw new Unavailable(noDatabase);
        } catch (RuntimeException | Error lost) {
            return recover(new Incoming(id, body, caller, idempotencyKey, null), lost);
        }
    }

    /** After a lost transaction: the decision if it is known, else a fresh one that gives the case to a person. */
    Started recover(Incoming again, Throwable lost) {
        try {
            // a racing twin with the same key, or a commit whose confirmation was lost
            var known = find(again.body(), again.caller(), again.idempotencyKey())
                    .or(() -> decisions.findIfThere(again.decisionId()));
            if (known.isPresent()) {
                return new Started(known.get(), false);
            }
            LOG.warn("The transaction of decision {} was lost: a person decides", again.decisionId(), lost);
            return run(again.withFault(Faults.reason("recording", lost)));
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException | Error e) {
            e.addSuppressed(lost);
            throw new Unavailable(e);
        }
    }

    private Started run(Incoming incoming) {
        var decision = transaction.execute(status -> {
            TransactionMemory.remember(incoming.decisionId(), incoming);
            engine.startProcessInstanceByKey(PROCESS, incoming.decisionId());
            return decisions.find(incoming.decisionId());
        });
        if (decision == null) {
            throw new IllegalStateException("a started decision is in the ledger");
        }
        return new Started(decision, true);
    }

    private Optional<Decision> find(JsonNode body, String caller, @Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        var known = decisions.findByKey(caller, key);
        known.ifPresent(d -> {
            if (!d.origin().requestDigest().equals(RequestDigest.of(body))) {
                throw new IdempotencyKeyReused(key);
            }
        });
        return known;
    }
}
