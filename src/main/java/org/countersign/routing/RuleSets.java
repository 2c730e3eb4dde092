package org.countersign.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All versions of all use cases' rules; a version's text never changes. */
@Repository
public class RuleSets {

    /** What one column holds. */
    private static final int LONGEST = 1_000_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    RuleSets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a rule set as the use case's next version, unless it is there already. */
    public StoredRuleSet save(String useCase, RuleSet ruleSet, RuleSetState state, String createdBy) {
        var version = ruleSet.version();
        return find(useCase, version).orElseGet(() -> {
            insert(useCase, version, ruleSet.text(), state, createdBy);
            return find(useCase, version).orElseThrow();
        });
    }

    /** The canonical text of a version. */
    public Optional<String> content(String useCase, String version) {
        return jdbc.sql("""
                select content from rule_set where use_case = :useCase and version = :version
                """)
                .param("useCase", useCase)
                .param("version", version)
                .query(String.class)
                .optional();
    }

    public Optional<StoredRuleSet> find(String useCase, String version) {
        return list(useCase).stream().filter(s -> s.version().equals(version)).findFirst();
    }

    /** Newest first. */
    public List<StoredRuleSet> list(String useCase) {
        return jdbc.sql("""
                select use_case, version, sequence_number, state, created_at, created_by
                from rule_set where use_case = :useCase order by sequence_number desc
                """)
                .param("useCase", useCase)
                .query((row, number) -> stored(row))
                .list();
    }

    private void insert(String useCase, String version, String content, RuleSetState state, String createdBy) {
        if (content.length() > LONGEST) {
            throw new IllegalArgumentException("The rules are longer than " + LONGEST + " characters.");
        }
        jdbc.sql("""
                insert into rule_set (use_case, version, sequence_number, content, state, created_at, created_by)
                select :useCase, :version, coalesce(max(sequence_number), 0) + 1, :content, :state, :at, :by
                from rule_set where use_case = :useCase
                """)
                .param("useCase", useCase)
                .param("version", version)
                .param("content", content)
                .param("state", state.name())
                .param("at", OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
                .param("by", createdBy)
                .update();
    }

    private static StoredRuleSet stored(ResultSet row) throws SQLException {
        return new StoredRuleSet(
                row.getString("use_case"),
                row.getString("version"),
                row.getInt("sequence_number"),
                RuleSetState.valueOf(row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"));
    }
}
