package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTableTests.problems;
import static org.countersign.routing.RuleTableTests.table;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that would run code in Drools' own tables and templates, or in a spreadsheet, or that would run for ever. */
class HostileTablesTests {

    private static final String RUN = "Runtime.getRuntime().exec(\"\"id\"\")";
    private static final String DRL = "x\"\"); " + RUN + "; //";

    @ParameterizedTest
    @MethodSource({"formulas", "code", "headers", "sheets", "enormous"})
    void isRefused(String csv) {
        assertThat(problems(csv)).isNotEmpty().allSatisfy(p -> {
            assertThat(p.line()).isPositive();
            assertThat(p.column()).isPositive();
            assertThat(p.what()).isNotBlank();
            assertThat(p.mend()).isNotBlank();
        });
    }

    /** In a condition, a reason and an owner alike. */
    static Stream<String> formulas() {
        return Stream.of(
                        "=cmd|' /C calc'!A0",
                        "=1+1",
                        "=HYPERLINK(\"\"http://x\"\";\"\"click\"\")",
                        "=WEBSERVICE(\"\"http://x\"\")",
                        "=DDE(\"\"cmd\"\";\"\"/C calc\"\";\"\"x\"\")",
                        "+1+cmd|' /C calc'!A0",
                        "-2+3+cmd|' /C calc'!A0",
                        "@SUM(1+1)*cmd|' /C calc'!A0",
                        " =1+1",
                        "\t=1+1",
                        "\uFF1D1+1",
                        "\uFF201",
                        "A40;=1+1",
                        "x; @SUM(1)",
                        "A40\n=1+1")
                .flatMap(cell -> Stream.of(
                        table("housing ==", quoted(cell)),
                        table("housing in", quoted(cell)),
                        table("age >", "1")
                                .replace("why\n", quoted(cell) + "\n")
                                .replace("level," + quoted(cell), "level,why"),
                        table("age >", "1").replace("risk", quoted(cell))));
    }

    static Stream<String> code() {
        return Stream.of(
                table("housing ==", quoted(DRL)),
                table("housing in", quoted("A;" + DRL)),
                table("age >", quoted("1, " + RUN)),
                table("age >", "1) || eval(true"),
                table("age >", "$param"),
                table("age >", "@{" + "age}"),
                table("age >", "@{Runtime.getRuntime()}"),
                table("age >", "${jndi:ldap://x}"),
                table("age >", "#{T(java.lang.Runtime)}"),
                table("age >", "age"),
                table("age >", "NaN"),
                table("age >", "Infinity"),
                table("age >", "0x10"),
                table("age >", "1d"),
                table("age >", "1_000"),
                table("age >", "\uFF11"),
                table("purpose in", "new String[0]"),
                table("Standing.stopped ==", "true || true"),
                table("expires", "java.time.LocalDate.MAX"),
                table("priority", "80); x("),
                table("second person", "yes()"),
                table("housing ==", "a\\u0022b"),
                table("housing ==", "a\u202Eb"),
                table("housing ==", "a\u200Bb"),
                table("housing ==", "a\u0000b"),
                table("housing ==", "a\u2028b"),
                table("housing ==", "\uD83D\uDE00"),
                table("housing ==", quoted("a\nb")),
                table("age >", "1").replace("review", quoted("route.review(\"\"x\"\")")),
                table("age >", "1").replace("review", "insert(new Case())"),
                table("age >", "1").replace("\nr,", "\nr { x },"),
                table("age >", "1").replace("because", quoted("b\"\") @evil(\"\"x")));
    }

    static Stream<String> headers() {
        return Stream.of(
                        "eval($param) ==",
                        "Case.age.class ==",
                        "Prediction.class ==",
                        "Case.getClass() ==",
                        "java.lang.Runtime.exec ==",
                        "route.review",
                        "age > 3 ||",
                        "age == $1, eval(true)",
                        "age matches",
                        "age memberOf",
                        "age soundslike",
                        "age str[startsWith]",
                        "fields[\"\"age\"\"] ==",
                        "$a : age ==",
                        "this ==",
                        "Facts.subject ==",
                        "not age >",
                        "@{field} ==",
                        "{field} ==",
                        "CONDITION",
                        "ACTION",
                        "METADATA",
                        "NO-LOOP",
                        "SALIENCE",
                        "ACTIVATION-GROUP",
                        "=1+1",
                        "\u0430ge >",
                        "age\u00A0>",
                        "a".repeat(100_000) + " >",
                        "a.".repeat(50_000) + "b >",
                        "age" + " ".repeat(100_000) + "<>")
                .map(heading -> table(quoted(heading), "1"));
    }

    /** As Drools reads them. */
    static Stream<String> sheets() {
        return Stream.of(
                "RuleSet,rules\nImport,java.lang.Runtime\nFunctions,\"function void f() { " + RUN + "; }\"\n",
                "RuleSet,rules\nVariables,java.lang.Runtime route\n",
                "RuleSet,rules\nDeclare,declare X end\n",
                "RuleSet,rules\nQueries,query q() end\n",
                "RuleTable x\nCONDITION,ACTION\nCase,\nage > $1,\"" + RUN + "\"\na,b\n1,2\n",
                "template header\nage\nrule \"x@{row.rowNumber}\"\n",
                "[when]there is={Case}\n",
                "name,owner,rationale,level,why\nFunctions,o,r,\"function void f() {}\",x\n",
                "name;owner;rationale\nr;o;r\n",
                "sep=;\nname;owner;rationale\n",
                "",
                "\n\n",
                "name,\"owner",
                "name,\"ow\"ner\n",
                "rule \"x\" when then end\n",
                "PK\u0003\u0004");
    }

    static Stream<String> enormous() {
        return Stream.of(
                table("age >", "9".repeat(100_000)),
                table("age >", "1." + "0".repeat(100_000)),
                table("housing ==", "x".repeat(501)),
                table("housing ==", "x".repeat(40_000)),
                table("housing in", "x;".repeat(16_000)),
                table("housing in", quoted("\"\"".repeat(15_000))),
                table(",".repeat(900_000), ""),
                "name,owner,rationale\n" + "\n".repeat(900_000),
                "name,owner,rationale\n" + "x,o,r\n".repeat(9_000),
                "x".repeat(1_000_001),
                "\"".repeat(900_001));
    }

    private static String quoted(String cell) {
        return '"' + cell + '"';
    }
}
