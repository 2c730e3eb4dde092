package org.countersign.rehearsal;

import java.util.Optional;
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
    public Optional<Baseline> baseline(String useCase, Kind kind, String version, String digest) {
        var alike = kind == Kind.RULES
                ? "rule_set = ? and policy = baseline_policy"
                : "policy = ? and rule_set = baseline_rule_set";
        return jdbc
                .sql("select baseline_policy, baseline_rule_set from back_test"
                        + " where use_case = ? and digest = ? and state = 'DONE' and " + alike)
                .params(useCase, digest, version)
                .query((row, i) -> new Baseline(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .findFirst(); // the digest is of the baseline, too, so that all are alike
    }
}
