package org.countersign.rehearsal;

import org.countersign.policy.BackTestRegister;
import org.countersign.policy.Revision.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The back-tests that came to an end, by what they found. */
@Component
class DoneBackTests implements BackTestRegister {

    private final JdbcClient jdbc;

    DoneBackTests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean has(String useCase, Kind kind, String version, String digest) {
        return jdbc.sql("select rule_set, policy, baseline_rule_set, baseline_policy from back_test"
                        + " where use_case = ? and digest = ? and state = 'DONE'")
                .params(useCase, digest)
                .query((row, i) -> kind == Kind.RULES
                        ? row.getString("rule_set").equals(version)
                                && row.getString("policy").equals(row.getString("baseline_policy"))
                        : row.getString("policy").equals(version)
                                && row.getString("rule_set").equals(row.getString("baseline_rule_set")))
                .list()
                .contains(true);
    }
}
