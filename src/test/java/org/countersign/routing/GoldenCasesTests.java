package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.read;
import static org.countersign.routing.RuleTexts.rule;

import java.util.List;
import org.countersign.TestPolicies;
import org.junit.jupiter.api.Test;

class GoldenCasesTests {

    private static final RuleSet RULES =
            read(rule("sure", "Prediction( confidence >= 0.9 ) Case( age > 18 )", "route.approve(\"sure\");"));

    @Test
    void isContentWithWhatIsRoutedAsItSays() {
        assertThat(check("""
                name,age,prediction.label,prediction.confidence,level
                sure,40,good,0.95,AUTO_APPROVE
                unsure,40,good,0.85,HUMAN_IN_THE_LOOP
                no age,,good,0.95,HUMAN_IN_THE_LOOP
                """)).isEmpty();
    }

    @Test
    void saysWhichCaseIsRoutedOtherwiseAndWhy() {
        assertThat(check("""
                name,age,prediction.label,prediction.confidence,level,route.priority
                sure,40,good,0.95,HUMAN_ON_THE_LOOP,60
                """))
                .extracting(RuleProblem::line, RuleProblem::column, RuleProblem::what)
                .containsExactly(
                        tuple(
                                2,
                                5,
                                "Case 'sure' gets AUTO_APPROVE, not HUMAN_ON_THE_LOOP, because of \"sure\" (sure)."),
                        tuple(2, 6, "Case 'sure' gets 50, not 60, because of \"sure\" (sure)."));
    }

    @Test
    void readsWhatSpreadsheetsWriteWhereTheCommaIsADecimalPoint() {
        var table = """
                name;age;prediction.label;prediction.confidence;level
                sure, and old;40;good;0.95;AUTO_APPROVE
                """;

        assertThat(check("\uFEFF" + table.replace("\n", "\r\n"))).isEmpty();
    }

    @Test
    void appliesThePolicysFloor() {
        var cases = "name,prediction.label,prediction.confidence,level\nx,benign,0.99,HUMAN_IN_THE_LOOP\n";
        var rules = RuleReader.readAll(
                List.of(new RuleFile("a", rule("a", "Case()", "route.approve(\"x\");"))), TestPolicies.triage());

        assertThat(GoldenCases.check(cases, rules, TestPolicies.triage())).isEmpty();
    }

    @Test
    void saysAllThatCannotBeRead() {
        assertThat(check("""
                name,aeg,prediction.label,prediction.confidence,standing.certificate,context.time,level
                a,1,ugly,high,GONE,today,MAYBE
                b,1,good
                c,1,good,0.9,,,
                """))
                .extracting(p -> p.line() + ":" + p.column() + " " + p.what())
                .containsExactly(
                        "1:2 There is no column 'aeg'.",
                        "2:3 'ugly' is no label.",
                        "2:4 'high' does not fit here.",
                        "2:4 The confidence is not there.",
                        "2:5 'GONE' does not fit here.",
                        "2:6 'today' does not fit here.",
                        "2:7 'MAYBE' does not fit here.",
                        "3:1 The row has another number of cells than the header.",
                        "4:7 The case does not say its level.");
    }

    @Test
    void asksForTheColumnsItNeeds() {
        assertThat(check("name,age\n")).extracting(RuleProblem::what).contains("The column 'level' is not there.");
        assertThat(check("")).isNotEmpty();
        assertThat(check("a,\"b")).isNotEmpty();
    }

    private static List<RuleProblem> check(String csv) {
        return GoldenCases.check(csv, RULES, CREDIT);
    }
}
