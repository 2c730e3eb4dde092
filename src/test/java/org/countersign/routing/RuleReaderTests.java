package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.assertIsDrl;
import static org.countersign.routing.RuleTexts.problems;
import static org.countersign.routing.RuleTexts.read;
import static org.countersign.routing.RuleTexts.rule;
import static org.countersign.routing.RuleTexts.then;
import static org.countersign.routing.RuleTexts.when;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.decision.OversightLevel;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Condition.Not;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTests {

    private static final String WHOLE = """
            package rules;
            // a comment with "quotes" and the word end
            rule "Large loans need a person"
                @owner("credit risk") @rationale("Board policy 12")
                date-effective "2026-01-31" date-expires "2027-01-01"
            when
                Case( credit_amount > 10000 && (purpose in ("A40", "A41") || !(age <= 30.5)), housing != "A151" )
                Prediction( adverse == true ) /* another */
            then
                route.review("the end; of \u00e4"); route.queue("credit-senior");
                route.priority(80);
            end
            """;

    @Test
    void readsAllThatTheLanguageHas() throws Exception {
        var amount = new Comparison("credit_amount", Operator.MORE, new Literal.Numeric(10000));
        var purpose = new Membership("purpose", false, List.of(new Literal.Text("A40"), new Literal.Text("A41")));
        var age = new Not(new Comparison("age", Operator.AT_MOST, new Literal.Numeric(30.5)));

        var rule = read(WHOLE).rules().get(0);

        assertThat(rule)
                .isEqualTo(new Rule(
                        "Large loans need a person",
                        "credit risk",
                        "Board policy 12",
                        LocalDate.of(2026, 1, 31),
                        LocalDate.of(2027, 1, 1),
                        List.of(
                                new Pattern(
                                        FactType.CASE,
                                        List.of(
                                                new AllOf(List.of(amount, new AnyOf(List.of(purpose, age)))),
                                                new Comparison(
                                                        "housing", Operator.NOT_EQUAL, new Literal.Text("A151")))),
                                new Pattern(
                                        FactType.PREDICTION,
                                        List.of(new Comparison("adverse", Operator.EQUAL, new Literal.Truth(true))))),
                        List.of(
                                new Action.SetLevel(OversightLevel.HUMAN_IN_THE_LOOP, "the end; of \u00e4"),
                                new Action.SetQueue("credit-senior"),
                                new Action.SetPriority(80))));
        assertIsDrl(WHOLE, 1);
    }

    @Test
    void writesCanonicalText() throws Exception {
        var text = read(WHOLE).text();

        assertThat(text).isEqualTo("""
                rule "Large loans need a person"
                    @owner("credit risk")
                    @rationale("Board policy 12")
                    date-effective "2026-01-31"
                    date-expires "2027-01-01"
                when
                    Case( credit_amount > 10000 && (purpose in ("A40", "A41") || !(age <= 30.5)), housing != "A151" )
                    Prediction( adverse == true )
                then
                    route.review("the end; of \u00e4");
                    route.queue("credit-senior");
                    route.priority(80);
                end
                """);
        assertThat(read(text)).isEqualTo(read(WHOLE));
        assertIsDrl(text, 1);
    }

    @Test
    void givesTextsThatMeanTheSameTheSameVersion() {
        assertThat(read(WHOLE.replace("    ", "\t").replace("// a", "// another"))
                        .version())
                .isEqualTo(read(WHOLE).version())
                .hasSize(64)
                .isNotEqualTo(read(WHOLE.replace("10000", "10001")).version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Standing( certificate == \"REVOKED\", coverage < 0.2, spotChecks >= 10, stopped == false )",
                "Workload( waiting > 10 || oldest > 60.5 )",
                "Context( channel in (\"web\"), region not in (\"north\", \"south\") )",
                "Prediction( label != \"bad\", confidence >= 0, typicality <= 1, modelVersion == \"risk-7\" )",
                "Case( age in (30, 40), credit_amount == -1 )",
                "Case() Prediction()"
            })
    void readsEveryFact(String patterns) throws Exception {
        var text = when(patterns);

        assertThat(read(read(text).text())).isEqualTo(read(text));
        assertIsDrl(text, 1);
        assertIsDrl(read(text).text(), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Case( amount > 1 ) | Case has no field 'amount'",
                "Case( credit_amonut > 1 ) | credit_amonut",
                "Case( remarks == \"x\" ) | Case has no field 'remarks'",
                "Case( purpose > \"A40\" ) | purpose has no order",
                "Case( purpose == \"A99\" ) | purpose is never \"A99\"",
                "Case( purpose == 40 ) | purpose is a text",
                "Case( age == \"40\" ) | age is a number",
                "Case( age == 040 ) | not a number of the language",
                "Case( age == 1e3 ) | not a number of the language",
                "Case( age == 10000L ) | not a number of the language",
                "Case( age == 1234567890123456 ) | too many digits",
                "Prediction( label == \"ugly\" ) | label is never \"ugly\"",
                "Prediction( confidence < 97 ) | confidence is a number from 0 to 1",
                "Prediction( adverse == \"true\" ) | adverse is true or false",
                "Standing( certificate == \"valid\" ) | certificate is never \"valid\"",
                "Case( age > 1 ) Case( age < 9 ) | another Case",
                "Prediction( !adverse == true ) | Expected '(' after '!'",
                "Order( age > 1 ) | 'Order' is no fact",
                "Case( age => 1 ) | '=' is no operator",
                "Case( age not 3 ) | 'not' is no operator",
                "Case( age > ) | Expected a value",
                "Case( > 3 ) | Expected a field of Case",
                "Case( age in () ) | Expected a value",
            })
    void saysWhatIsWrongWithAConstraint(String patterns, String what) {
        assertThat(problems(when(patterns)))
                .anySatisfy(p -> assertThat(p.what()).contains(what))
                .allSatisfy(p -> {
                    assertThat(p.line()).isEqualTo(3);
                    assertThat(p.mend()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "route.reject(\"x\"); | no action 'reject'",
                "route.review(\" \"); | The reason is empty",
                "route.review(); | Expected the reason",
                "route.queue(\"elsewhere\"); | no queue \"elsewhere\"",
                "route.priority(101); | '101' is no priority",
                "route.priority(-1); | '-1' is no priority",
                "route.review(\"x\") | Expected ';'",
                "route.review(\"x\"); route.approve(\"y\"); | two levels",
                "route.secondPerson(\"x\"); route.approve(\"y\"); | two levels",
                "route.review(\"x\"); route.review(\"y\"); | twice",
                "route.review(\"a\"); route.queue(\"credit-review\"); route.priority(1); route.secondPerson(\"b\"); | more than 3",
                "update(x); | Expected 'route'",
            })
    void saysWhatIsWrongWithAnAction(String actions, String what) {
        assertThat(problems(then(actions))).anySatisfy(p -> assertThat(p.what()).contains(what));
    }

    @Test
    void saysThatARuleDoesNothing() {
        assertThat(problems(then(""))).extracting(RuleProblem::what).containsExactly("The rule does nothing.");
    }

    @Test
    void refusesToApproveByWorkload() {
        var text = rule("r", "Workload( waiting > 3 )", "route.approve(\"busy\");");

        assertThat(problems(text))
                .extracting(RuleProblem::what)
                .containsExactly("A rule that looks at the workload cannot approve.");
    }

    @Test
    void saysWhereAndHowToMendAllAtOnce() {
        var text = """
                rule "a" @owner("o") @rationale("r")
                when
                    Case( credit_amonut > 10000 )
                    Prediction( confidence < 97, label == "god" )
                then
                    route.queue("credit-seniors");
                end
                rule "b" @owner("o") @rationale("r")
                when
                    Case( age ~ 3 )
                then
                    route.review("x");
                end
                rule "a" @owner("o")
                when
                    Case()
                then
                    route.review("x");
                end
                """;

        assertThat(problems(text))
                .containsExactly(
                        new RuleProblem(
                                3,
                                11,
                                "Case has no field 'credit_amonut' that rules can read.",
                                "Did you mean 'credit_amount'?"),
                        new RuleProblem(
                                4,
                                30,
                                "confidence is a number from 0 to 1, and '97' is not.",
                                "Write a number from 0 to 1."),
                        new RuleProblem(4, 43, "label is never \"god\".", "Did you mean 'good'?"),
                        new RuleProblem(
                                6, 17, "The policy has no queue \"credit-seniors\".", "Did you mean 'credit-senior'?"),
                        new RuleProblem(
                                10, 15, "'~' is no operator.", "Use one of == != < <= > >=, in (…) or not in (…)."),
                        new RuleProblem(14, 6, "There is another rule \"a\".", "Give each rule a name of its own."),
                        new RuleProblem(
                                14,
                                6,
                                "The rule does not say its rationale.",
                                "Write @rationale(\"…\") after the rule's name."));
    }

    @Test
    void countsLinesAsEditorsDo() {
        assertThat(problems("\r\n\r\n\n  nonsense")).singleElement().satisfies(p -> {
            assertThat(p.line()).isEqualTo(4);
            assertThat(p.column()).isEqualTo(3);
        });
    }

    @Test
    void keepsToItsLimits() {
        var deep = "(".repeat(13) + "age > 1" + ")".repeat(13);
        var deepest = "(".repeat(12) + "age > 1" + ")".repeat(12);
        var wide = IntStream.range(0, 41).mapToObj(i -> "age > " + i).collect(Collectors.joining(" || "));
        var list = IntStream.range(0, 201).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        var many = IntStream.range(0, 2001)
                .mapToObj(i -> rule("r" + i, "Case()", "route.review(\"x\");"))
                .collect(Collectors.joining());

        assertThat(problems(when("Case( " + deepest + " )"))).isEmpty();
        assertThat(problems(when("Case( " + deep + " )")))
                .extracting(RuleProblem::what)
                .containsExactly("Parentheses are nested too deep.");
        assertThat(problems(when("Case( " + wide + " )")))
                .extracting(RuleProblem::what)
                .containsExactly("The rule has more than 40 constraints.");
        assertThat(problems(when("Case( age in (" + list + ") )")))
                .extracting(RuleProblem::what)
                .containsExactly("The list is too long.");
        assertThat(problems(many)).extracting(RuleProblem::what).containsExactly("There are too many rules.");
        assertThat(problems(" ".repeat(1_000_001)))
                .extracting(RuleProblem::what)
                .containsExactly("The text is too long.");
    }

    @Test
    void readsSeveralFilesAsOneRuleSet() {
        var files = List.of(
                new RuleFile("a.drl", rule("a", "Case()", "route.review(\"x\");")),
                new RuleFile("b.drl", rule("b", "Case()", "route.review(\"x\");")));

        assertThat(RuleReader.readAll(files, CREDIT).rules())
                .extracting(Rule::name)
                .containsExactly("a", "b");
    }

    @Test
    void namesTheFileOfEachProblem() {
        var good = rule("a", "Case()", "route.review(\"x\");");
        var files = List.of(new RuleFile("a.drl", good), new RuleFile("b.drl", good), new RuleFile("c.drl", "what"));

        assertThatThrownBy(() -> RuleReader.readAll(files, CREDIT))
                .isInstanceOf(RulesRefused.class)
                .hasMessage("""
                        b.drl:1:6: There is another rule "a". Give each rule a name of its own.
                        c.drl:1:1: Expected 'rule', found 'what'. Only rules can stand here: rule "name" … when … then … end.""");
    }
}
