package org.countersign.rehearsal;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.countersign.decision.IdSource;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LedgerJson;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.routing.Routing;
import org.countersign.routing.RulesFailed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Evaluations of a use case's own history that were made on this server. They change nothing that decides. */
@Component
public class Evaluations {

    private static final int NEWEST = 50;

    private final Policies policies;
    private final Routing routing;
    private final JdbcClient jdbc;
    private final IdSource ids;
    private final Clock clock;
    private final Semaphore one = new Semaphore(1);

    Evaluations(Policies policies, Routing routing, JdbcClient jdbc, IdSource ids, Clock clock) {
        this.policies = policies;
        this.routing = routing;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Evaluates a CSV file under the policy and rules in force, which takes seconds to minutes, and keeps what was found.
     *
     * @param personColumn the column with a person's decision; null or blank if there is none
     * @throws InvalidInput with all that is wrong with the file
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public StoredEvaluation make(
            String useCase, byte[] csv, Learner learner, @Nullable String personColumn, String person) {
        var inForce = policies.inForce(useCase);
        var policy = policies.find(useCase, inForce.policy());
        var column = personColumn == null || personColumn.isBlank() ? null : personColumn.strip();
        if (!one.tryAcquire()) {
            throw new EvaluationUnderWay();
        }
        try {
            var report = Evaluation.of(
                    policy,
                    rules(policy, inForce.ruleSet()),
                    EvaluationPlan.of(policy, learner, column),
                    () -> new ByteArrayInputStream(csv),
                    (step, rows) -> {});
            var made = new StoredEvaluation(ids.next(), useCase, person, clock.instant(), sha256(csv), report);
            insert(made);
            return made;
        } catch (LearnerUnavailable e) {
            throw new InvalidInput("/learner", String.valueOf(e.getMessage()), "Send LINEAR.");
        } finally {
            one.release();
        }
    }

    private RulesAsAssured rules(Policy policy, String ruleSet) {
        try {
            return RulesAsAssured.of(ruleSet, routing.built(policy, ruleSet), clock.instant());
        } catch (RulesFailed fault) {
            throw new RulesUnusable(fault);
        }
    }

    private void insert(StoredEvaluation made) {
        jdbc.sql("""
                insert into evaluation (id, use_case, made_by, made_at, file_digest, report)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        made.id(),
                        made.useCase(),
                        made.madeBy(),
                        made.madeAt().atOffset(ZoneOffset.UTC),
                        made.fileDigest(),
                        LedgerJson.write(made.report()))
                .update();
    }

    /** Newest first, at most 50. */
    public List<StoredEvaluation> list(String useCase) {
        policies.inForce(useCase);
        return jdbc.sql("select * from evaluation where use_case = ? order by id desc limit ?")
                .params(useCase, NEWEST)
                .query(Evaluations::row)
                .list();
    }

    public StoredEvaluation find(String useCase, String id) {
        return jdbc.sql("select * from evaluation where use_case = ? and id = ?")
                .params(useCase, id)
                .query(Evaluations::row)
                .optional()
                .orElseThrow(() -> new EvaluationNotFound(id));
    }

    private static StoredEvaluation row(ResultSet row, int index) throws SQLException {
        return new StoredEvaluation(
                row.getString("id"),
                row.getString("use_case"),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getString("file_digest"),
                LedgerJson.read(row.getString("report"), EvaluationReport.class));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
