package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.RuleReading.Spot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTableTests {

    private static final String WHOLE = """
            Name,owner,rationale,effective,expires,credit_amount >,Case.purpose in,Prediction.confidence <,housing ==,Standing.stopped ==,age not in,Level,why,queue,priority,second person
            Large loans,credit risk,"Board, 12",2026-01-31,2027-01-01,10000,A40; "A41",0.97,,,,review,"above 10,000",credit-senior,80,
            ,,,,,,,,,,,,,,,
            Two people,credit risk,\"""- not a sum\""",,,,,,\"""007\""",FALSE,-1; 2.5,,see 12,,,Yes
            """;

    @Test
    void readsWhatTextSays() {
        var text = """
                rule "Large loans" @owner("credit risk") @rationale("Board, 12")
                date-effective "2026-01-31" date-expires "2027-01-01"
                when
                    Case( credit_amount > 10000, purpose in ("A40", "A41") )
                    Prediction( confidence < 0.97 )
                then
                    route.review("above 10,000"); route.queue("credit-senior"); route.priority(80);
                end
                rule "Two people" @owner("credit risk") @rationale("- not a sum")
                when
                    Case( age not in (-1, 2.5), housing == "007" )
                    Standing( stopped == false )
                then
                    route.secondPerson("see 12");
                end
                """;

        assertThat(read(WHOLE)).isEqualTo(RuleTexts.read(text));
        assertThat(read("\uFEFF" + WHOLE.replace("\n", "\r\n"))).isEqualTo(read(WHOLE));
    }

    @Test
    void saysInWhichRowARuleStands() {
        assertThat(RuleTable.read(WHOLE, CREDIT))
                .isEqualTo(new RuleReading.Read(
                        read(WHOLE), Map.of("Large loans", new Spot(2, 1), "Two people", new Spot(4, 1))));
    }

    @Test
    void givesTablesThatSayTheSameTheSameVersion() {
        assertThat(read(table("age >,credit_amount >", "1,2")).version())
                .isEqualTo(read(table("credit_amount >,Case.age >", "2,1")).version());
    }

    @Test
    void appliesToEveryCaseWithoutConditions() {
        assertThat(read(table("age >", ""))).isEqualTo(RuleTexts.read(rule("r", "Case()", "route.review(\"why\");")));
    }

    @Test
    void writesATable() {
        var grid = written(read(WHOLE));

        assertThat(grid.csv()).isEqualTo("""
                name,owner,rationale,effective,expires,credit_amount >,age not in,purpose in,housing ==,Prediction.confidence <,Standing.stopped ==,level,why,queue,priority,second person
                Large loans,credit risk,"Board, 12",2026-01-31,2027-01-01,10000,,A40; A41,,0.97,,review,"above 10,000",credit-senior,80,
                Two people,credit risk,\"""- not a sum\""",,,,-1; 2.5,,\"""007\""",,false,,see 12,,,yes
                """);
        assertThat(read(grid.csv())).isEqualTo(read(WHOLE));
        assertThat(Grid.parse(grid.csv())).isEqualTo(new Grid.Reading.Read(grid));
    }

    @Test
    void saysWhichRulesATableCannotHold() {
        var rules = RuleTexts.read(rule("or", "Case( age > 1 || age < 0 )", "route.review(\"x\");")
                + rule("not", "Case( !(age > 1) )", "route.review(\"x\");")
                + rule("twice", "Case( age > 1, age > 2 )", "route.review(\"x\");")
                + rule("busy", "Case( age > 1 ) Workload()", "route.review(\"x\");")
                + rule("two", "Case( age > 1 )", "route.review(\"x\"); route.secondPerson(\"y\");")
                + rule("cut", "Case( age > 1 )", "route.review(\"x;=1+1\");")
                + rule("and", "Case( age > 1 && age < 5 )", "route.review(\"x\");"));

        assertThat(RuleTable.write(rules, CREDIT).<Map<String, String>>fold(grid -> Map.of(), misfits -> misfits))
                .isEqualTo(Map.of(
                        "or", "It joins conditions by ||; a row can only have conditions that all hold.",
                        "not", "It joins conditions by !; a row can only have conditions that all hold.",
                        "twice", "It asks twice for age >.",
                        "busy", "It looks at the workload without asking anything about it.",
                        "two", "It gives two reasons.",
                        "cut", "What follows a semicolon in it is a formula to a spreadsheet."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "amount > | 1 | 1:4 Case has no field 'amount' that rules can read. Use one of: duration_months, credit_amount, age, existing_credits, checking_status, purpose, savings, housing.",
                "confidence > | 0.5 | 1:4 Case has no field 'confidence' that rules can read. Did you mean 'Prediction.confidence'?",
                "remarks == | x | 1:4 Case has no field 'remarks' that rules can read.",
                "Applicant.age > | 1 | 1:4 'Applicant' is no fact. Use Case, Prediction, Standing, Workload or Context.",
                "age | 1 | 1:4 There is no column \"age\". Write an operator after the field: one of == != > >= < <= in not in.",
                "Prediction.label | bad | 1:4 There is no column \"Prediction.label\". Write an operator",
                "prority | 1 | 1:4 There is no column \"prority\". Did you mean 'priority'?",
                "age = | 1 | 1:4 There is no column",
                "age matches | x | 1:4 There is no column",
                "age > 3 | x | 1:4 There is no column",
                "owner | x | 1:4 There is another column \"owner\". Keep one of them.",
                "purpose > | A40 | 1:4 purpose has no order: it is a text. Use == or != or in.",
                "purpose == | A99 | 2:4 purpose is never \"A99\". Did you mean 'A49'?",
                "purpose == | A40; A41 | 2:4 \"A40; A41\" is a list. Head the column 'purpose in' for lists, or put the text in double quotes.",
                "purpose in | A40;; A41 | 2:4 The list has an empty value. Remove a semicolon.",
                "age > | forty | 2:4 age is a number, and \"forty\" is not. Write digits, and a point if need be",
                "age > | 1e3 | 2:4 age is a number, and \"1e3\" is not.",
                "age > | 040 | 2:4 age is a number, and \"040\" is not.",
                "age > | 1234567890.1234567 | 2:4 age is a number",
                "Prediction.confidence > | 90% | 2:4 confidence is a number from 0 to 1, and \"90%\" is not. Write a share as a number: 0.9 for 90 %.",
                "Prediction.confidence > | 1.5 | 2:4 confidence is a number from 0 to 1, and \"1.5\" is not. Write a number from 0 to 1.",
                "Prediction.typicality < | -0.1 | 2:4 typicality is a number from 0 to 1, and \"-0.1\" is not. Write a number from 0 to 1.",
                "Standing.stopped == | maybe | 2:4 stopped is true or false, and \"maybe\" is not. Write true or false.",
                "expires | soon | 2:4 \"soon\" is no day. Write year, month and day, such as 2026-01-31.",
                "expires | 2026-02-30 | 2:4 \"2026-02-30\" is no day.",
                "queue | credit-snior | 2:4 The policy has no queue \"credit-snior\". Did you mean 'credit-senior'?",
                "priority | 101 | 2:4 \"101\" is no priority. Write a whole number from 0 to 100.",
                "second person | maybe | 2:4 \"maybe\" is neither yes nor no. Write yes, or leave the cell empty.",
                "~~ | x | 2:4 The cell stands in a column without a heading. Give the column a heading, or empty the cell.",
                "housing == | =1+1 | 2:4 \"=1+1\" is a formula to a spreadsheet. Write the value itself; a text that begins so stands in double quotes."
            })
    void saysWhatIsWrongAndHowToMendIt(String heading, String cell, String problem) {
        assertThat(shown(problems(table(heading, cell)))).startsWith(problem);
    }

    @Test
    void saysAllProblemsAtOnce() {
        assertThat(shown(problems("""
                name,rationale,purpose ==,Workload.waiting >,level,why,queue,priority,second person
                a,b,A99,1,approve,x,,,
                a,,A40,,aprove,,,,
                default,b,,,approve,x,,,yes
                d,b,,,,x,,,
                e,b,,,review,x,credit-senior,1,yes
                f,b,,,,,,,,extra
                """))).isEqualTo("""
                1:1 The column 'owner' is not there. Add it.
                2:1 The rule does not say its owner. Fill the column 'owner'.
                2:3 purpose is never "A99". Did you mean 'A49'?
                2:5 A rule that looks at the workload cannot approve. Let it send cases to a person or have them watched, or do not ask about the workload.
                3:1 There is another rule "a". Give each rule a name of its own.
                3:1 The rule does not say its owner. Fill the column 'owner'.
                3:1 The rule does not say its rationale. Fill the column 'rationale'.
                3:1 The rule does nothing. Fill level, queue, priority or second person.
                3:5 "aprove" is no level. Write review, on the loop or approve.
                4:1 "default" cannot be the name of a rule. The engine uses it itself: choose another.
                4:1 The rule does not say its owner. Fill the column 'owner'.
                4:5 The rule asks for two levels at once. Keep one of them; the second person reviews.
                5:1 The rule does not say its owner. Fill the column 'owner'.
                5:1 The rule does nothing. Fill level, queue, priority or second person.
                5:6 There is a reason, but nothing that it is the reason of. Fill level or second person.
                6:1 The rule does not say its owner. Fill the column 'owner'.
                6:5 The rule has more than 3 actions. Leave the level empty: a second person reviews anyway.
                7:1 The rule does not say its owner. Fill the column 'owner'.
                7:1 The rule does nothing. Fill level, queue, priority or second person.
                7:10 The cell stands in a column without a heading. Give the column a heading, or empty the cell.""");
    }

    @Test
    void readsWhatSpreadsheetsWriteWhereTheCommaIsADecimalPoint() {
        var commas = "name,owner,rationale,purpose in,level,why\nA,o,r,A43; A49,review,\"few, so far\"\n";
        var semicolons = "\uFEFFname;owner;rationale;purpose in;level;why\r\nA;o;r;\"A43; A49\";review;few, so far\r\n";

        var grid = Grid.parse(semicolons).fold(g -> g, problems -> new Grid(List.of(), List.of()));

        assertThat(grid.csv()).isEqualTo(commas);
        assertThat(RuleTable.read(semicolons, CREDIT)).isEqualTo(RuleTable.read(commas, CREDIT));
        assertThat(RuleTable.read(commas, CREDIT)).isInstanceOf(RuleReading.Read.class);
    }

    @Test
    void readsEveryGridThatItWrites() {
        for (var header : List.of(List.of("a;b"), List.of("a;b", "c"), List.of("a\"b;c"), List.of("a\n;b"))) {
            var grid = new Grid(header, List.of(header));

            assertThat(Grid.parse(grid.csv())).isEqualTo(new Grid.Reading.Read(grid));
        }
    }

    @Test
    void takesTextAndTablesTogether() {
        var text = new RuleFile("a.drl", "\n" + rule("a", "Case()", "route.review(\"x\");"));
        var table = new RuleFile("b.csv", table("age >", "1"));

        var read = RuleReader.readSourced(List.of(text, table), CREDIT);

        assertThat(read.ruleSet().rules()).extracting(Rule::name).containsExactly("a", "r");
        assertThat(read.places())
                .isEqualTo(
                        Map.of("a", new SourcedRules.Place("a.drl", 2, 6), "r", new SourcedRules.Place("b.csv", 2, 1)));
        assertThatThrownBy(() -> RuleReader.readAll(List.of(table, new RuleFile("c.CSV", table.text())), CREDIT))
                .hasMessage("c.CSV:2:1: There is another rule \"r\". Give each rule a name of its own.");
    }

    @Test
    void findsTheFilesOfRules(@TempDir Path folder) throws IOException {
        var useCase = Files.createDirectory(folder.resolve("credit"));
        for (var name : List.of("b.csv", "a.drl", "cases.csv", "policy.yaml")) {
            Files.writeString(useCase.resolve(name), name);
        }
        Files.write(useCase.resolve("aa.xlsx"), Workbook.write(new Grid(List.of("name"), List.of())));

        assertThat(RuleFile.allIn(RulesFolder.of(folder), "credit"))
                .containsExactly(
                        new RuleFile("a.drl", "a.drl"),
                        new RuleFile("aa.xlsx", "name\n"),
                        new RuleFile("b.csv", "b.csv"));
        Files.writeString(useCase.resolve("aa.xlsx"), "no workbook");
        assertThatThrownBy(() -> RuleFile.allIn(RulesFolder.of(folder), "credit"))
                .isInstanceOf(RulesRefused.class)
                .hasMessageStartingWith("aa.xlsx:1:1: This is no XLSX file.");
    }

    @Test
    void takesNoMoreRulesThanTextDoes() {
        var rows = new StringBuilder("name,owner,rationale,level,why\n");
        for (int i = 0; i <= 2000; i++) {
            rows.append("r").append(i).append(",o,r,review,x\n");
        }

        assertThat(shown(problems(rows.toString()))).isEqualTo("2002:1 There are too many rules. Use at most 2000.");
    }

    /** One rule with one more column, or several. */
    static String table(String heading, String cell) {
        return "name,owner,rationale,%s,level,why\nr,risk,because,%s,review,why\n".formatted(heading, cell);
    }

    static RuleSet read(String csv) {
        return RuleTable.read(csv, CREDIT).fold(r -> r, problems -> {
            throw new AssertionError(problems + "\n" + csv);
        });
    }

    static List<RuleProblem> problems(String csv) {
        return RuleTable.read(csv, CREDIT).fold(r -> List.of(), problems -> problems);
    }

    static Grid written(RuleSet rules) {
        return RuleTable.write(rules, CREDIT).fold(grid -> grid, misfits -> {
            throw new AssertionError(misfits);
        });
    }

    private static String shown(List<RuleProblem> problems) {
        return String.join(
                "\n",
                problems.stream()
                        .map(p -> "%d:%d %s %s".formatted(p.line(), p.column(), p.what(), p.mend()))
                        .toList());
    }
}
