package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.function.UnaryOperator;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
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
    private static final String ANOTHER = "credit-covered-before";

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
    void isTheShareOfTheNewestDecisionsAndARuleReadsIt() {
        trials.open(USE_CASE, UnaryOperator.identity(), RULES, null);
        trials.open(ANOTHER, UnaryOperator.identity(), TrialUseCases.APPROVE_ALL, null);
        assertThat(fresh().of(USE_CASE)).isEmpty();
        assertThat(send(ANOTHER).status()).isEqualTo(201);
        // as if the first one had been decided here, and before anyone looked
        ledger.jdbc()
                .sql("update decision set use_case = ? where use_case = ?")
                .params(USE_CASE, ANOTHER)
                .update();
        assertThat(fresh().of(USE_CASE)).hasValue(1.);

        var next = send(USE_CASE);

        assertThat(next.status()).isEqualTo(202);
        assertThat(next.body().at("/route/reasons").toString()).contains("enough is decided unseen");
        assertThat(fresh().of(USE_CASE)).hasValue(.5);
    }

    private Answer send(String useCase) {
        var body = Desk.credit(2000, "good", 0.99).replace("\"credit\"", "\"" + useCase + "\"");
        return Caller.at(port, "integrator").post("/api/v1/decisions", body);
    }

    /** One that has looked nothing up yet. */
    private Coverage fresh() {
        return new Coverage(ledger.jdbc(), Clock.systemUTC());
    }
}
