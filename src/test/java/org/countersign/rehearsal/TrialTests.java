package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.countersign.decision.DecisionNotFound;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Reason;
import org.countersign.decision.Workload;
import org.countersign.rehearsal.Trial.Supposed;
import org.countersign.routing.Explanation.NearMiss;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialTests {

    private static SyntheticLedger ledger;
    private static Trial trial;

    @BeforeAll
    static void fill() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        ledger = new SyntheticLedger(database);
        ledger.fill(20);
        trial = ledger.bean(Trial.class);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @Test
    void saysWhyACaseTypedInWouldGoWhereItGoes() throws JsonProcessingException {
        var result = trial.typedIn(ledger.same(), body(9800, .95), new Workload(3, 2000), Supposed.NOTHING);

        assertThat(result.level()).isEqualTo(AUTO_APPROVE);
        assertThat(result.queue()).isNull();
        assertThat(result.fired())
                .containsExactly("Confident approvals stand", "Cases that could wait too long come first");
        assertThat(result.priority()).isEqualTo(70);
        assertThat(result.clamps()).extracting(Reason::rule).containsExactly("waiver");
        assertThat(result.nearly())
                .contains(
                        new NearMiss(
                                "Large loans need a person",
                                "credit_amount is 9,800, the rule asks > 10,000: 200 away"),
                        new NearMiss(
                                "Unsure predictions need a person",
                                "Prediction.confidence is 0.95, the rule asks < 0.75: 0.2 away"));
    }

    @Test
    void tellsTheQueueWhenAPersonDecides() throws JsonProcessingException {
        var result = trial.typedIn(ledger.same(), body(16_000, .95), Workload.none(), Supposed.NOTHING);

        assertThat(result.level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(result.ruled()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(result.queue()).isEqualTo("credit-senior");
        assertThat(result.secondPerson()).isTrue();
    }

    @Test
    void triesAnotherDayAndATypicalityThatIsTyped() throws JsonProcessingException {
        var rules = """
                rule "From spring on"
                    @owner("o") @rationale("r")
                    date-effective "2027-03-01"
                when Case() then route.review("spring"); end
                rule "Strange" @owner("o") @rationale("r")
                when Prediction( typicality < 0.05 ) then route.review("strange"); end
                rule "Others" @owner("o") @rationale("r")
                when Prediction( typicality >= 0.05 ) then route.approve("usual"); end
                """;
        var candidate = Candidate.of("dated", Map.of("a.drl", rules), ledger.policy());
        var body = body(1000, .95);

        assertThat(fired(candidate, body, new Supposed(.5, LocalDate.parse("2027-02-28"))))
                .containsExactly("Others");
        assertThat(fired(candidate, body, new Supposed(.01, LocalDate.parse("2027-03-01"))))
                .containsExactly("From spring on", "Strange");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new Supposed(1.5, null))
                .withMessageContaining("0 to 1");
    }

    private static List<String> fired(Candidate candidate, JsonNode body, Supposed supposed) {
        return trial.typedIn(candidate, body, Workload.none(), supposed).fired();
    }

    @Test
    void triesARecordedDecision() {
        var id = "00000007";
        var recorded = ledger.bean(RecordedDecisions.class).find("credit", id).orElseThrow();

        assertThat(trial.recorded(ledger.same(), id).level()).isEqualTo(recorded.level());
        assertThatExceptionOfType(DecisionNotFound.class).isThrownBy(() -> trial.recorded(ledger.same(), "none"));
    }

    @Test
    void refusesWhatADecisionWouldRefuse() throws JsonProcessingException {
        var noCase = json("{\"useCase\": \"credit\", \"case\": {}}");
        var noModel = json(body(1000, .9).toString().replaceFirst(",\"prediction\".*", "}"));
        var otherUseCase = json("{\"useCase\": \"triage\", \"case\": {}}");

        for (var body : new JsonNode[] {noCase, noModel, otherUseCase, json("[]")}) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> trial.typedIn(ledger.same(), body, Workload.none(), Supposed.NOTHING));
        }
    }

    private static JsonNode body(int amount, double confidence) throws JsonProcessingException {
        return json("""
                {"useCase": "credit", "case": {"checking_status": "A13", "duration_months": 24, "credit_history": "A32",
                 "purpose": "A43", "credit_amount": %d, "savings": "A65"},
                 "prediction": {"label": "good", "confidence": %s}}""".formatted(amount, confidence));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
