package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;
import static org.countersign.routing.FactsBuilder.someFacts;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.read;
import static org.countersign.routing.RuleTexts.rule;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltRulesTests {

    private static final String APPROVE = rule("sure", "Prediction( confidence >= 0.9 )", "route.approve(\"sure\");");
    private static final String LARGE = rule("large", "Case( credit_amount > 10000 )", "route.review(\"large\");");
    private static final String WATCH = rule("watch", "Case( purpose == \"A43\" )", "route.onTheLoop(\"watch\");");

    /** Drools keeps some things in static maps. What hangs on a rule base tells whether it hangs on one of them. */
    @Test
    void letsGoOfRuleBasesThatNobodyUses() {
        var facts = someFacts().build();
        var conditions = IntStream.range(0, 50)
                .mapToObj(i -> {
                    var ruleSet = read(LARGE.replace("10000", "" + i));
                    var condition = Constraint.inForce(ruleSet.rules().get(0));
                    assertThat(new RuleNetwork(ruleSet, List.of(List.of(condition)))
                                    .fire(new Inquiry(facts, System::nanoTime))
                                    .cardinality())
                            .isEqualTo(1);
                    return new WeakReference<>(condition);
                })
                .toList();

        for (int turn = 0; turn < 50 && conditions.stream().anyMatch(c -> c.get() != null); turn++) {
            System.gc();
        }
        assertThat(conditions).allMatch(c -> c.get() == null);
    }

    @Test
    void givesUpOnACaseThatTakesTooLong() {
        var many = IntStream.range(0, 200)
                .mapToObj(i -> rule("r" + i, "Case( credit_amount > " + i + " )", "route.approve(\"x\");"))
                .collect(Collectors.joining());
        var looks = new AtomicInteger();
        LongSupplier slow = () -> looks.incrementAndGet() * 2L * Inquiry.LONGEST.toNanos();
        var facts = someFacts().build();

        assertThatThrownBy(() -> new BuiltRules(read(many), CREDIT, slow).rule(facts))
                .isInstanceOf(RulesFailed.class)
                .hasMessage("The rules took longer than 1 s on this case.");
        assertThat(looks)
                .as("it stopped at the first look after it began, long before the last rule")
                .hasValue(2);
        assertThatThrownBy(() -> new BuiltRules(read(APPROVE), CREDIT, slow).explain(facts))
                .as("too late at the end is too late")
                .isInstanceOf(RulesFailed.class);
        assertThat(new BuiltRules(read(many), CREDIT, () -> 7).rule(facts).level())
                .isEqualTo(AUTO_APPROVE);
    }

    @Test
    void letsTheStrictestWinAndKeepsAllReasons() {
        var ruling = rules(APPROVE, LARGE, WATCH)
                .rule(someFacts().with("credit_amount", 20000.0).build());

        assertThat(ruling)
                .isEqualTo(new Ruling(
                        HUMAN_IN_THE_LOOP,
                        List.of(new Reason("sure", "sure"), new Reason("large", "large"), new Reason("watch", "watch")),
                        null,
                        50,
                        false));
    }

    @Test
    void approvesOnlyWhatARuleApproves() {
        assertThat(rules(APPROVE, LARGE).rule(someFacts().build()).level()).isEqualTo(AUTO_APPROVE);
        assertThat(rules(APPROVE, WATCH).rule(someFacts().build()).level()).isEqualTo(HUMAN_ON_THE_LOOP);
    }

    @Test
    void sendsToAPersonWhatNoRuleSpeaksOf() {
        var noRule = List.of(new Reason("default", "no rule applied"));

        assertThat(rules(LARGE).rule(someFacts().build()))
                .isEqualTo(new Ruling(HUMAN_IN_THE_LOOP, noRule, null, 50, false));
        assertThat(new BuiltRules(new RuleSet(List.of()), CREDIT)
                        .rule(someFacts().build()))
                .isEqualTo(new Ruling(HUMAN_IN_THE_LOOP, noRule, null, 50, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Case( age > 20 )",
                "Case( age <= 20 )",
                "Case( age != 20 )",
                "Case( age not in (20) )",
                "Case( !(age == 20) )",
                "Case( age > 20 || credit_amount > 0 )",
                "Prediction( typicality >= 0.01 )",
                "Standing( coverage < 0.5 )",
                "Context( channel != \"web\" )",
                "Prediction( modelVersion != \"risk-7\" )",
            })
    void neverLetsAMissingValuePass(String pattern) {
        var ruling = rules(APPROVE, rule("reads", pattern, "route.approve(\"passed\");"))
                .rule(someFacts().build());

        assertThat(ruling.level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(ruling.reasons().get(0).rule()).isEqualTo("missing value");
        assertThat(ruling.reasons()).extracting(Reason::text).doesNotContain("passed");
    }

    @Test
    void namesWhatIsMissing() {
        var reads = rule("r", "Case( age > 20 ) Prediction( typicality > 0.01 )", "route.approve(\"x\");");

        assertThat(rules(APPROVE, reads).rule(someFacts().build()).reasons())
                .containsExactly(
                        new Reason("missing value", "The rules read Prediction.typicality, which is missing."),
                        new Reason("missing value", "The rules read age, which is missing."),
                        new Reason("sure", "sure"));
    }

    @Test
    void takesAValueOfTheWrongKindForMissing() {
        var reads = rules(APPROVE, LARGE);

        assertThat(reads.rule(someFacts().with("credit_amount", "2000").build()).level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(reads.rule(someFacts().with("credit_amount", Double.NaN).build())
                        .level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(reads.rule(someFacts().predicting("good", Double.NaN).build())
                        .level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void keepsTheQueueOfTheFirstRuleAndTheHighestPriority() {
        var ruling = rules(
                        rule("a", "Case()", "route.queue(\"credit-senior\"); route.priority(60);"),
                        rule("b", "Case()", "route.queue(\"credit-review\"); route.priority(80);"),
                        rule("c", "Case()", "route.priority(70);"))
                .rule(someFacts().build());

        assertThat(ruling.queue()).isEqualTo("credit-senior");
        assertThat(ruling.priority()).isEqualTo(80);
    }

    @Test
    void reviewsWhatNeedsASecondPerson() {
        var ruling = rules(APPROVE, rule("two", "Case()", "route.secondPerson(\"both\");"))
                .rule(someFacts().build());

        assertThat(ruling.secondPerson()).isTrue();
        assertThat(ruling.level()).isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void lowersNothingWhenMuchWaits() {
        var busy = rule("busy", "Workload( waiting > 100 )", "route.onTheLoop(\"busy\");");

        assertThat(rules(busy).rule(someFacts().waiting(200).build()).level()).isEqualTo(HUMAN_IN_THE_LOOP);
        assertThat(rules(busy, APPROVE).rule(someFacts().waiting(200).build()).level())
                .isEqualTo(HUMAN_ON_THE_LOOP);
        assertThat(rules(busy, APPROVE).rule(someFacts().waiting(2).build()).level())
                .isEqualTo(AUTO_APPROVE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31T23:59:59.999Z, HUMAN_IN_THE_LOOP",
        "2026-06-01T00:00:00Z, AUTO_APPROVE",
        "2026-06-30T23:59:59.999Z, AUTO_APPROVE",
        "2026-07-01T00:00:00Z, HUMAN_IN_THE_LOOP"
    })
    void followsTheDaysOfTheCaseAndNotTheClock(String time, OversightLevel level) {
        var june = APPROVE.replace("\nwhen", "\ndate-effective \"2026-06-01\" date-expires \"2026-07-01\" when");

        assertThat(rules(june).rule(someFacts().at(time).build()).level()).isEqualTo(level);
    }

    @Test
    void missesNothingThatOnlyALaterRuleReads() {
        var later = rule("later", "Case( age > 20 )", "route.review(\"x\");")
                .replace("\nwhen", "\ndate-effective \"2030-01-01\" when");

        assertThat(rules(APPROVE, later).rule(someFacts().build()).level()).isEqualTo(AUTO_APPROVE);
        assertThat(rules(APPROVE, later)
                        .rule(someFacts().at("2030-01-01T00:00:00Z").build())
                        .level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void readsTheStanding() {
        var revoked =
                rule("revoked", "Standing( certificate == \"REVOKED\" || stopped == true )", "route.review(\"x\");");

        assertThat(rules(APPROVE, revoked).rule(someFacts().build()).level()).isEqualTo(AUTO_APPROVE);
        assertThat(rules(APPROVE, revoked)
                        .rule(someFacts()
                                .with(new Standing(CertificateState.REVOKED, null, 0, false))
                                .build())
                        .level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void tellsConditionsApartThatDifferOnlyInTheirValues() {
        var texts = IntStream.range(0, 50)
                .mapToObj(i -> rule("r" + i, "Case( credit_amount > " + i + " )", "route.review(\"" + i + "\");"))
                .toArray(String[]::new);

        assertThat(rules(texts)
                        .rule(someFacts().with("credit_amount", 7.5).build())
                        .reasons())
                .extracting(Reason::text)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void answersManyThreadsAtOnce() throws Exception {
        var texts = IntStream.range(0, 40)
                .mapToObj(i -> rule("r" + i, "Case( credit_amount > " + i + " )", "route.review(\"" + i + "\");"))
                .toArray(String[]::new);
        var rules = rules(texts);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var asked = IntStream.range(0, 4000)
                    .<Callable<Integer>>mapToObj(i -> () -> {
                        double amount = i % 40 + 0.5;
                        int fired = rules.rule(someFacts()
                                        .with("credit_amount", amount)
                                        .build())
                                .reasons()
                                .size();
                        return fired - (i % 40 + 1);
                    })
                    .collect(Collectors.toList());
            for (var answer : threads.invokeAll(asked)) {
                assertThat(answer.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void turnsAnyFaultIntoOneFailure() {
        @SuppressWarnings("NullAway")
        var broken = new Facts(null, null, null, null, null);

        assertThatThrownBy(() -> rules(APPROVE).rule(broken))
                .isInstanceOf(RulesFailed.class)
                .hasCauseInstanceOf(Throwable.class);
    }

    private static BuiltRules rules(String... texts) {
        return new BuiltRules(read(String.join("\n", texts)), CREDIT);
    }

    @Test
    void saysWhichRulesNearlyFiredAndWhatTheyLack() {
        var explanation = rules(
                        APPROVE,
                        LARGE,
                        WATCH,
                        rule("near", "Case( credit_amount > 10000, purpose == \"A43\" )", "route.review(\"x\");"),
                        rule("far", "Case( credit_amount > 10000, purpose == \"A40\" )", "route.review(\"x\");"),
                        rule("band", "Prediction( confidence >= 0.5 && confidence < 0.9 )", "route.review(\"x\");"),
                        rule("either", "Case( purpose in (\"A40\", \"A41\") )", "route.review(\"x\");"),
                        rule("open", "Case( credit_amount > 5000 || purpose == \"A40\" )", "route.review(\"x\");"),
                        rule("lacks", "Case( age > 17.5 )", "route.review(\"x\");"),
                        rule(
                                "lacks one of two",
                                "Case( credit_amount > 5000, purpose in (\"A40\", \"A41\") )",
                                "route.review(\"x\");"))
                .explain(someFacts().with("credit_amount", 9800.0).build());

        assertThat(explanation.fired()).containsExactly("sure", "watch", "open");
        assertThat(explanation.nearly())
                .containsExactly(
                        new Explanation.NearMiss("large", "credit_amount is 9,800, the rule asks > 10,000: 200 away"),
                        new Explanation.NearMiss("near", "credit_amount is 9,800, the rule asks > 10,000: 200 away"),
                        new Explanation.NearMiss(
                                "band", "Prediction.confidence is 0.95, the rule asks < 0.9: 0.05 away"),
                        new Explanation.NearMiss("lacks one of two", "purpose is A43, the rule asks one of A40, A41"));
        assertThat(explanation.ruling().level()).isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void explainsWithTheRulingOfALiveDecision() {
        var rules = rules(APPROVE, LARGE, WATCH);
        var facts = someFacts().with("credit_amount", 20000.0).build();

        assertThat(rules.explain(facts).ruling()).isEqualTo(rules.rule(facts));
    }
}
