package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.read;
import static org.countersign.routing.RuleTexts.rule;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.RuleFinding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleChecksTests {

    private static final String DEFAULT = rule("default rule", "Case()", "route.review(\"x\");");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            quoteCharacter = '~',
            value = {
                "Case( age > 5, age < 3 ) -> no age meets all of its conditions",
                "Case( age > 5 && age < 5 ) -> no age meets all of its conditions",
                "Case( age >= 5, age < 5 ) -> no age meets all of its conditions",
                "Case( age == 5, age != 5 ) -> no age meets all of its conditions",
                "Case( age in (1, 2), age not in (2, 1) ) -> no age meets all of its conditions",
                "Case( purpose == \"A40\", purpose == \"A41\" ) -> no purpose meets all of its conditions",
                "Case( housing == \"x\", housing not in (\"x\", \"y\") ) -> no housing meets all of its conditions",
                "Case( (age > 5 || age < 1) && age == 3 ) -> its conditions exclude each other",
                "Case( !(age > 5 || age <= 5) ) -> its conditions exclude each other",
                "Prediction( label not in (\"good\", \"bad\") ) -> Prediction.label is always bad or good",
                "Prediction( label == \"good\", adverse == true ) -> no Prediction.label meets all of its conditions",
                "Prediction( confidence > 1 ) -> Prediction.confidence is always from 0 to 1",
                "Prediction( confidence < 0 ) -> Prediction.confidence is always from 0 to 1",
                "Workload( waiting < 0 ) -> Workload.waiting is always from 0 up",
                "Standing( stopped != true, stopped != false ) -> Standing.stopped is always false or true"
            })
    void findsRulesThatCanNeverFire(String condition, String why) {
        assertThat(check(DEFAULT + rule("r", condition, "route.priority(1);")))
                .contains(new RuleFinding(
                        Severity.ERROR,
                        Kind.NEVER_FIRES,
                        List.of("r"),
                        null,
                        "The rule 'r' can never fire: " + why + ".",
                        "Mend its conditions, or remove it."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Case( age >= 5, age <= 5 )",
                "Case( age > 5 || age < 3 )",
                "Case( age > 5, age < 5.000000000001 )",
                "Case( age != 5, age != 6 )",
                "Prediction( confidence >= 1 )",
                "Prediction( confidence <= 0 )",
                "Prediction( label == \"bad\", adverse == true )"
            })
    void leavesRulesAloneThatCanFire(String condition) {
        assertThat(check(DEFAULT + rule("r", condition, "route.priority(1);")))
                .extracting(RuleFinding::kind)
                .doesNotContain(Kind.NEVER_FIRES);
    }

    @Test
    void findsThresholdsOutsideThePolicysLimits() {
        var age = new Field("age", FieldType.NUMBER, "Age", true, false, Map.of(), 18.0, 120.0);
        var policy = withField(age);
        var rules = RuleReader.read(
                        rule("old", "Case( age > 120 )", "route.review(\"x\");")
                                + rule("young", "Case( age < 18 )", "route.review(\"x\");")
                                + rule("all", "Case( age >= 18 )", "route.review(\"x\");"),
                        policy)
                .fold(r -> r, problems -> new RuleSet(List.of()));

        assertThat(RuleChecks.check(rules, policy))
                .extracting(RuleFinding::what)
                .containsExactly(
                        "The rule 'old' can never fire: age is always from 18 to 120.",
                        "The rule 'young' can never fire: age is always from 18 to 120.",
                        "The rule 'all' applies to every case.");
    }

    @Test
    void findsRulesThatRepeatOthers() {
        assertThat(check(DEFAULT
                        + rule("a", "Case( age > 5, age < 9 ) Prediction( adverse == true )", "route.priority(1);")
                        + rule(
                                "b",
                                "Prediction( label == \"bad\" ) Case( !(age <= 5 || age >= 9) )",
                                "route.priority(1);")))
                .filteredOn(f -> f.severity() != Severity.NOTE)
                .extracting(RuleFinding::kind, RuleFinding::rules)
                .containsExactly(
                        tuple(Kind.REPEATS, List.of("b", "a")), tuple(Kind.UNCONDITIONAL, List.of("default rule")));
    }

    @Test
    void findsRulesThatContradictOthers() {
        assertThat(whats(
                        rule("a", "Case( age > 5 )", "route.approve(\"x\");")
                                + rule("b", "Case( age > 5 )", "route.review(\"y\");")
                                + rule("c", "Prediction( confidence > 0.5 )", "route.onTheLoop(\"x\");")
                                + rule("d", "Prediction( confidence > 0.6 )", "route.approve(\"x\");"),
                        Kind.CONTRADICTS))
                .containsExactly(
                        "The rule 'b' asks to have a person decide, and 'a' to approve, under the same conditions; the stricter wins.",
                        "The rule 'd' approves nothing: wherever it applies, 'c' asks to have a person watch.");
    }

    @Test
    void findsRulesThatAddNothing() {
        var broad = rule("broad", "Case( age > 5 )", "route.secondPerson(\"x\"); route.priority(50);");

        assertThat(whats(
                        broad + rule("narrow", "Case( age > 7 )", "route.review(\"y\"); route.priority(40);"),
                        Kind.REDUNDANT))
                .containsExactly(
                        "The rule 'narrow' adds nothing: wherever it applies, 'broad' asks for as much or more.");
        assertThat(whats(
                        broad + rule("narrow", "Case( age > 7 )", "route.review(\"y\"); route.priority(60);"),
                        Kind.REDUNDANT))
                .isEmpty();
        assertThat(whats(broad + rule("other", "Case( age > 4 )", "route.review(\"y\");"), Kind.REDUNDANT))
                .isEmpty();
        assertThat(whats(
                        rule("busy", "Case( age > 5 ) Workload( waiting >= 0 )", "route.review(\"x\");")
                                + rule("narrow", "Case( age > 7 ) Workload( waiting > 1 )", "route.review(\"x\");")
                                + rule("quiet", "Case( age > 7 )", "route.review(\"x\");"),
                        Kind.REDUNDANT))
                .containsExactly(
                        "The rule 'narrow' adds nothing: wherever it applies, 'busy' asks for as much or more.");
    }

    @Test
    void letsRulesHoldAtDifferentTimes() {
        var june = rule("june", "Case( age > 5 )", "route.approve(\"x\");")
                .replace("\nwhen", " date-effective \"2026-06-01\" date-expires \"2026-07-01\" when");
        var july = rule("july", "Case( age > 5 )", "route.review(\"x\");")
                .replace("\nwhen", " date-effective \"2026-07-01\" when");

        assertThat(check(june + july)).extracting(RuleFinding::kind).containsOnly(Kind.GAP);
        assertThat(whats(june + july, Kind.GAP)).contains("No rule sets a level for day before 2026-06-01.");
    }

    @Test
    void groupsOverlaps() {
        assertThat(whats(
                        rule("small", "Case( credit_amount < 100 )", "route.approve(\"x\");")
                                + rule("young", "Case( age < 20 )", "route.review(\"x\");")
                                + rule("old", "Case( age > 80 )", "route.onTheLoop(\"x\");")
                                + rule("busy", "Workload( waiting > 9 )", "route.review(\"x\");"),
                        Kind.OVERLAPS))
                .containsExactly("Some cases to which 'small' applies go to a stricter level by 'young', 'old'.");
    }

    @Test
    void findsWhatOnlyTheDefaultCatches() {
        assertThat(whats(
                        rule("good", "Prediction( adverse == false, confidence >= 0.75 )", "route.approve(\"x\");")
                                + rule(
                                        "bad",
                                        "Prediction( adverse == true, confidence >= 0.8 )",
                                        "route.review(\"x\");")
                                + rule("unsure", "Prediction( confidence < 0.75 )", "route.secondPerson(\"x\");")
                                + rule("no level", "Case()", "route.priority(1);")
                                + rule("busy", "Workload( waiting >= 0 )", "route.review(\"x\");"),
                        Kind.GAP))
                .containsExactly(
                        "No rule sets a level for Prediction.label bad, and Prediction.confidence from 0.75 to below 0.8.");
        assertThat(whats(rule("a", "Case( age > 5 )", "route.review(\"x\");"), Kind.GAP))
                .containsExactly("No rule sets a level for age up to 5.");
        assertThat(whats(rule("a", "Case( purpose == \"A40\", housing == \"x\" )", "route.review(\"x\");"), Kind.GAP))
                .containsExactlyInAnyOrder(
                        "No rule sets a level for purpose other than A40.",
                        "No rule sets a level for housing other than x.");
        assertThat(whats("", Kind.GAP)).containsExactly("No rule sets a level for every case.");
    }

    @Test
    void saysWhereARuleStands() {
        var file = new RuleFile("a.drl", "\n\n" + rule("r", "Case( age > 5, age < 3 )", "route.review(\"x\");"));

        assertThat(RuleChecks.check(RuleReader.readSourced(List.of(file), CREDIT), CREDIT))
                .filteredOn(f -> f.kind() == Kind.NEVER_FIRES)
                .extracting(RuleFinding::place)
                .containsExactly(new SourcedRules.Place("a.drl", 3, 6));
    }

    @Test
    void saysWhichRulesItCouldNotCompare() {
        var intricate = new StringBuilder("age > 0");
        for (int i = 0; i < 8; i++) {
            intricate
                    .append(", (age != ")
                    .append(i)
                    .append(" || credit_amount != ")
                    .append(i)
                    .append(" || duration_months != ")
                    .append(i)
                    .append(")");
        }

        assertThat(whats(rule("r", "Case( " + intricate + " )", "route.review(\"x\");"), Kind.UNCHECKED))
                .isNotEmpty();
    }

    /** What is found in the rules that come with the program is meant. */
    @ParameterizedTest
    @ValueSource(strings = {"credit", "moderation", "triage"})
    void findsNoMistakesInOurOwnRules(String useCase) throws IOException {
        var file = Path.of("rules", useCase, "policy.yaml");
        var policy = PolicyReader.read(useCase, file.toString(), Files.readString(file));
        var rules = RuleReader.readSourced(RuleFile.allIn(RulesFolder.of(Path.of("rules")), useCase), policy);

        assertThat(RuleChecks.check(rules, policy))
                .filteredOn(f -> f.severity() != Severity.NOTE && f.kind() != Kind.UNCONDITIONAL)
                .isEmpty();
        assertThat(RuleChecks.check(rules, policy))
                .filteredOn(f -> f.kind() == Kind.GAP)
                .isEmpty();
    }

    @Test
    void looksAtAThousandRulesInNoTime() {
        var text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(rule(
                    "r" + i,
                    "Case( credit_amount > %d, credit_amount <= %d, purpose in (\"A4%d\", \"A4%d\") ) Prediction( confidence < 0.%d )"
                            .formatted(i, i + 500, i % 10, (i + 3) % 10, 10 + i % 90),
                    i % 2 == 0 ? "route.review(\"x\");" : "route.onTheLoop(\"x\");"));
        }
        var rules = read(text.toString());
        check(text.toString()); // the first time is the JVM's

        long start = processorTime();
        var findings = RuleChecks.check(rules, CREDIT);

        assertThat(findings).isNotEmpty();
        assertThat(Duration.ofNanos(processorTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    /** Not the time on the clock, as others may use the machine. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<RuleFinding> check(String text) {
        return RuleChecks.check(read(text), CREDIT);
    }

    private static List<String> whats(String text, Kind kind) {
        return check(text).stream()
                .filter(f -> f.kind() == kind)
                .map(RuleFinding::what)
                .toList();
    }

    private static Policy withField(Field field) {
        return new Policy(
                CREDIT.useCase(),
                CREDIT.title(),
                CREDIT.version(),
                CREDIT.labels(),
                CREDIT.labelColumn(),
                CREDIT.ignoredColumns(),
                List.of(field),
                CREDIT.floor(),
                CREDIT.assurance(),
                CREDIT.segments(),
                CREDIT.errorBudget(),
                CREDIT.spotChecks(),
                CREDIT.review(),
                CREDIT.supervision(),
                CREDIT.learning());
    }
}
