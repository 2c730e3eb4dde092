package org.countersign.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.policy.Revision.Kind;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is in force for each use case, and every version of every policy. */
@Component
public class Policies {

    public static final String FILE = "policy.yaml";

    private static final int MOST_READ = 64;

    private final JdbcClient jdbc;
    private final RevisionRows revisions;
    /** A version never changes, so it is read once; forgotten when they are too many. */
    private final Map<Version, Policy> read = new ConcurrentHashMap<>();

    private record Version(String useCase, String version) {}

    Policies(JdbcClient jdbc, RevisionRows revisions) {
        this.jdbc = jdbc;
        this.revisions = revisions;
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

    /** By hand: each decision comes by here, and Spring's mapping by name first fails to find "useCase". */
    private static InForce inForce(ResultSet row, int index) throws SQLException {
        return new InForce(
                row.getString("use_case"), row.getString("policy"), row.getString("rule_set"), row.getString("model"));
    }

    public Policy current(String useCase) {
        return find(useCase, inForce(useCase).policy());
    }

    public Policy find(String useCase, String version) {
        var key = new Version(useCase, version);
        var known = read.get(key);
        if (known != null) {
            return known;
        }
        var fresh = load(key);
        if (read.size() >= MOST_READ) {
            read.clear();
        }
        read.put(key, fresh);
        return fresh;
    }

    private Policy load(Version key) {
        var files = revisions
                .find(key.useCase(), Kind.POLICY, key.version())
                .orElseThrow(() -> new PolicyNotFound(key.useCase(), key.version()))
                .files();
        return PolicyReader.read(key.useCase(), RulesFolder.nameOf(key.useCase(), FILE), files.getOrDefault(FILE, ""));
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
    public void useModel(String useCase, String version) {
        set("update in_force set model = ? where use_case = ?", version, useCase);
    }

    /** The version in force; whoever changes it next waits until this transaction ends. */
    String lockedVersion(String useCase, Kind kind) {
        var locked = jdbc.sql("select use_case from in_force where use_case = ? for update")
                .param(useCase)
                .query(String.class)
                .optional();
        return versionInForce(locked.orElseThrow(() -> new UseCaseNotFound(useCase)), kind);
    }

    String versionInForce(String useCase, Kind kind) {
        var inForce = inForce(useCase);
        return kind == Kind.POLICY ? inForce.policy() : inForce.ruleSet();
    }

    /** From the next decision on. A policy with other fields or labels voids the model, which knows only the old ones. */
    void use(String useCase, Kind kind, String version) {
        if (kind == Kind.RULES) {
            set("update in_force set rule_set = ? where use_case = ?", version, useCase);
            return;
        }
        var before = current(useCase);
        var after = find(useCase, version);
        if (!before.fields().equals(after.fields()) || !before.labelNames().equals(after.labelNames())) {
            jdbc.sql("update in_force set model = null where use_case = ?")
                    .param(useCase)
                    .update();
        }
        set("update in_force set policy = ? where use_case = ?", version, useCase);
    }

    private void set(String sql, String version, String useCase) {
        if (jdbc.sql(sql).params(version, useCase).update() == 0) {
            throw new UseCaseNotFound(useCase);
        }
    }
}
