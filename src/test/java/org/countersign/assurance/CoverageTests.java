package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.function.UnaryOperator;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How much of what is decided nobody looks at, as a fact for rules. */
@CountersignTest
class CoverageTests {

    private static final String USE_CASE = "credit-covered";

    /** Once half of the decisions take effect unreviewed, the next one is a person's. */
    private static final String RULES = TrialUseCases.APPROVE_ALL + """
            rule "Half at most"
                @owner("tests") @rationale("tests")
            when
                Standing( coverage > 0.5 )
            then
                route.review("enough is decided unseen");
            end
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Ledger ledger;

    @Test
    void isTheShareOfTheNewestDecisions() {
        trials.open(USE_CASE, UnaryOperator.identity(), RULES, null);
        var integrator = Caller.at(port, "integrator");
        var body = Desk.credit(2000, "good", 0.99).replace("\"credit\"", "\"" + USE_CASE + "\"");
        assertThat(fresh().of(USE_CASE)).isEmpty();

        // nothing is known before the first one, and a person decides what a rule cannot tell
        var first = integrator.post("/api/v1/decisions", body);
        assertThat(first.status()).isEqualTo(202);
        assertThat(fresh().of(USE_CASE)).hasValue(0.);

        ledger.jdbc()
                .sql("update decision set level = 'AUTO_APPROVE' where use_case = ?")
                .param(USE_CASE)
                .update();
        assertThat(fresh().of(USE_CASE)).hasValue(1.);
    }

    /** One that has looked nothing up yet. */
    private Coverage fresh() {
        return new Coverage(ledger.jdbc(), Clock.systemUTC());
    }
}
