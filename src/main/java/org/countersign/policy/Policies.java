package org.countersign.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of every policy, and what is in force for each use case. */
@Component
public class Policies {

    private static final String FILE = "policy.yaml";

    private final JdbcClient jdbc;
    private final Clock clock;
    /** A version never changes, so it is read once. */
    private final ConcurrentMap<Version, Policy> read = new ConcurrentHashMap<>();

    private record Version(String useCase, String version) {}

    public Policies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Checks the policies of all use cases and stores those versions that are new, in force or not. Throws {@link
     * PolicyRefused} with the problems of all files, and stores nothing, when one cannot be taken.
     */
    public List<Policy> storeAll(RulesFolder folder, String by) {
        var texts = new ArrayList<String>();
        var problems = new ArrayList<PolicyProblem>();
        var useCases = folder.useCases();
        for (var useCase : useCases) {
            var file = RulesFolder.nameOf(useCase, FILE);
            var text = folder.read(useCase, FILE);
            if (text.isEmpty()) {
                problems.add(new PolicyProblem(file, 1, 1, "There is no policy.", "Write one, or remove the folder."));
            }
            text.ifPresent(texts::add);
            try {
                text.ifPresent(t -> PolicyReader.read(useCase, file, t));
            } catch (PolicyRefused e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new PolicyRefused(problems);
        }
        var policies = new ArrayList<Policy>();
        for (var i = 0; i < texts.size(); i++) {
            policies.add(store(useCases.get(i), texts.get(i), by));
        }
        return policies;
    }

    /** Checks a policy and stores it when this version is new; throws {@link PolicyRefused}. Puts nothing in force. */
    public Policy store(String useCase, String text, String by) {
        var policy = PolicyReader.read(useCase, RulesFolder.nameOf(useCase, FILE), text);
        var sql = """
                insert into policy_version (use_case, version, content, created_at, created_by)
                select :useCase, :version, :content, :at, :by
                where not exists (select 1 from policy_version where use_case = :useCase and version = :version)
                """;
        try {
            jdbc.sql(sql)
                    .param("useCase", useCase)
                    .param("version", policy.version())
                    .param("content", text)
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("by", by)
                    .update();
        } catch (DuplicateKeyException sameVersionFromAnotherNode) {
            return policy;
        }
        return policy;
    }

    /** What is in force for a use case; one read, so that a decision finishes under the versions it started with. */
    public InForce inForce(String useCase) {
        return jdbc.sql("select use_case, policy, rule_set, model from in_force where use_case = :useCase")
                .param("useCase", useCase)
                .query(Policies::inForce)
                .optional()
                .orElseThrow(() -> new UseCaseNotFound(useCase));
    }

    /** What is in force, by use case. */
    public List<InForce> all() {
        return jdbc.sql("select use_case, policy, rule_set, model from in_force order by use_case")
                .query(Policies::inForce)
                .list();
    }

    /** By column: the framework's own mapping tries names that are not there, and H2 writes a file of such failures. */
    private static InForce inForce(ResultSet row, int index) throws SQLException {
        return new InForce(
                row.getString("use_case"), row.getString("policy"), row.getString("rule_set"), row.getString("model"));
    }

    public Policy current(String useCase) {
        return find(useCase, inForce(useCase).policy());
    }

    public Policy find(String useCase, String version) {
        return read.computeIfAbsent(new Version(useCase, version), this::load);
    }

    private Policy load(Version key) {
        return jdbc.sql("select content from policy_version where use_case = :useCase and version = :version")
                .param("useCase", key.useCase())
                .param("version", key.version())
                .query(String.class)
                .optional()
                .map(text -> PolicyReader.read(key.useCase(), RulesFolder.nameOf(key.useCase(), FILE), text))
                .orElseThrow(() -> new PolicyNotFound(key.useCase(), key.version()));
    }

    /** Puts a use case's first versions in force; does nothing when the use case has some already. */
    public void putInForce(InForce first) {
        var sql = """
                insert into in_force (use_case, policy, rule_set, model)
                select :useCase, :policy, :ruleSet, :model
                where not exists (select 1 from in_force where use_case = :useCase)
                """;
        try {
            jdbc.sql(sql).paramSource(first).update();
        } catch (DuplicateKeyException anotherNodeWasFirst) {
            return;
        }
    }

    /** From the next decision on. */
    public void usePolicy(String useCase, String version) {
        find(useCase, version);
        use("update in_force set policy = :version where use_case = :useCase", useCase, version);
    }

    /** From the next decision on. */
    public void useRuleSet(String useCase, String version) {
        use("update in_force set rule_set = :version where use_case = :useCase", useCase, version);
    }

    /** From the next decision on. */
    public void useModel(String useCase, String version) {
        use("update in_force set model = :version where use_case = :useCase", useCase, version);
    }

    private void use(String sql, String useCase, String version) {
        if (jdbc.sql(sql).param("useCase", useCase).param("version", version).update() == 0) {
            throw new UseCaseNotFound(useCase);
        }
    }
}
