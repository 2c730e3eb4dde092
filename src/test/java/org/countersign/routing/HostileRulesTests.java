package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTexts.problems;
import static org.countersign.routing.RuleTexts.rule;
import static org.countersign.routing.RuleTexts.then;
import static org.countersign.routing.RuleTexts.when;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that would run code, reach other data or run for ever if anything compiled them. */
class HostileRulesTests {

    private static final String RUN = "Runtime.getRuntime().exec(\"id\")";
    private static final String FINE = rule("fine", "Case()", "route.review(\"x\");");

    @ParameterizedTest
    @MethodSource({"besideRules", "inHeads", "inConditions", "inActions", "unseen"})
    void isRefused(String text) {
        assertThat(problems(text)).isNotEmpty().allSatisfy(p -> {
            assertThat(p.line()).isPositive();
            assertThat(p.column()).isPositive();
            assertThat(p.what()).isNotBlank();
            assertThat(p.mend()).isNotBlank();
        });
    }

    static Stream<String> besideRules() {
        return Stream.of(
                        "import java.lang.Runtime;",
                        "import static java.lang.System.exit;",
                        "import function java.lang.System.exit;",
                        "import accumulate java.lang.Object f;",
                        "package rules.evil;",
                        "package rules; package rules;",
                        "global java.lang.Runtime route;",
                        "function void f() { " + RUN + "; }",
                        "declare X extends java.lang.Thread end",
                        "declare enum E A(" + RUN + "); end",
                        "declare trait T end",
                        "declare window W @window:length(10) Case() end",
                        "query q() Case() end",
                        "unit evil.Unit;",
                        "dialect \"mvel\"",
                        "template header\nage",
                        "@{row.rowNumber}",
                        "#/ expander x.dsl",
                        "expander x.dsl;",
                        "> " + RUN,
                        "[when]a case={x}",
                        "[then]stop=" + RUN,
                        "end",
                        ";")
                .map(before -> before + "\n" + FINE);
    }

    static Stream<String> inHeads() {
        var tail = " when Case() then route.review(\"x\"); end";
        var head = "rule \"r\" @owner(\"o\") @rationale(\"r\") ";
        return Stream.of(
                        head + "salience (" + RUN + ".hashCode())",
                        head + "salience 10",
                        head + "enabled (" + RUN + " != null)",
                        head + "timer (int: 0 1)",
                        head + "duration 1",
                        head + "calendars \"x\"",
                        head + "dialect \"mvel\"",
                        head + "no-loop true",
                        head + "lock-on-active true",
                        head + "auto-focus true",
                        head + "agenda-group \"a\"",
                        head + "activation-group \"a\"",
                        head + "ruleflow-group \"a\"",
                        head + "date-effective \"01-Jan-2026\"",
                        head + "date-effective " + RUN,
                        head + "date-effective \"2026-02-30\"",
                        head + "date-effective \"2026-05-01\" date-expires \"2026-05-01\"",
                        head + "extends \"other\"",
                        "rule 'r' @owner(\"o\") @rationale(\"r\")",
                        "rule r @owner(\"o\") @rationale(\"r\")",
                        "rule \"r\" @owner(" + RUN + ") @rationale(\"r\")",
                        "rule \"r\" @owner('o') @rationale(\"r\")",
                        "rule \"r\" @owner(value = \"o\") @rationale(\"r\")",
                        "rule \"r\" @owner(\"o\") @rationale(\"r\") @evil(\"x\")",
                        "rule \"r\" @owner(\"o\") @rationale(\"r\") @java.lang.Deprecated",
                        "rule \"\" @owner(\"o\") @rationale(\"r\")",
                        "rule \"{}; x\" @owner(\"o\") @rationale(\"r\")",
                        "rule \"default\" @owner(\"o\") @rationale(\"r\")",
                        "rule \"missing value\" @owner(\"o\") @rationale(\"r\")")
                .map(start -> start + tail);
    }

    static Stream<String> inConditions() {
        return Stream.of(
                        "eval( " + RUN + " != null )",
                        "Case( eval( true ) )",
                        "Case( " + RUN + " != null )",
                        "Case( this.class.forName(\"x\") != null )",
                        "Case( class != null )",
                        "Case( age > credit_amount )",
                        "Case( age + 1 > 3 )",
                        "Case( age > 3 + 1 )",
                        "Case( age > (3) )",
                        "Case( age > 3 ? true : false )",
                        "Case( (Integer) age > 3 )",
                        "Case( new Integer(3) == age )",
                        "Case( age > 3 & age < 5 )",
                        "Case( age > 3 || < 5 )",
                        "Case( age( > 3 || < 5 ) )",
                        "Case( age matches \"(a+)+\" )",
                        "Case( purpose str[startsWith] \"A\" )",
                        "Case( purpose contains \"A\" )",
                        "Case( purpose memberOf $list )",
                        "Case( age == null )",
                        "Case( fields[\"age\"] > 3 )",
                        "Case( fields.age > 3 )",
                        "Case( $a : age )",
                        "Case( $a : age > 3 )",
                        "$c : Case( age > 3 )",
                        "Case( age > 3; age > 4 )",
                        "Case( \"x\" ; )",
                        "Case( age > 3 ) from collection",
                        "Case( age > 3 ) over window:length(10)",
                        "java.lang.Object()",
                        "Object()",
                        "not Case()",
                        "exists Case()",
                        "forall( Case() )",
                        "Case() or Prediction()",
                        "( Case() and Prediction() )",
                        "accumulate( Case(); count(1) )",
                        "/cases[ age > 3 ]",
                        "?q()",
                        "do[x] Case()",
                        "if ( true ) do[x]",
                        "Case( age > 3 ) @watch( * )",
                        "Case( age > @{age} )",
                        "Case( age > {age} )",
                        "Case( age > $param )",
                        "Case( @{field} > 3 )",
                        "There is a case older than {age}",
                        "> Case()",
                        "Case( age > 3",
                        "Case( age > 3 ))")
                .map(RuleTexts::when);
    }

    static Stream<String> inActions() {
        return Stream.of(
                        RUN + ";",
                        "route.review(\"x\"); " + RUN + ";",
                        "route.review(\"x\" + " + RUN + ");",
                        "route.review(" + RUN + ");",
                        "route.review(\"x\").getClass();",
                        "route.getClass();",
                        "route = null;",
                        "while (true) {}",
                        "{ route.review(\"x\"); }",
                        "insert(new Case());",
                        "update(route);",
                        "drools.halt();",
                        "kcontext.getKieRuntime();",
                        "route.priority(" + RUN + ".hashCode());",
                        "route.priority(0x10);",
                        "route.priority(010);",
                        "route.review('x');",
                        "route.review(\"x\", \"y\");",
                        "route . review ( x );",
                        "route.review(\"x\"); end rule \"s\" when then " + RUN + ";",
                        "modify(route) { x = 1 }",
                        "@{" + RUN + "}",
                        "route.review(@{why});",
                        "route.review({why});",
                        "stop the case;",
                        "> " + RUN + ";")
                .map(RuleTexts::then);
    }

    static Stream<String> unseen() {
        var escaped = "\\u0022); java.lang.System.exit(1); //";
        return Stream.of(
                then("route.review(\"" + escaped + "\");"),
                "// \\u000a import java.lang.Runtime;\n" + FINE,
                "/* \\u002a/ */" + FINE,
                when("Case( purpose == \"A4\\\" )"),
                then("route.review(\"a\u202Eb\");"),
                then("route.review(\"a\u200Bb\");"),
                then("route.review(\"a\u0000b\");"),
                then("route.review(\"a\u2028b\");"),
                then("route.review(\"\uD83D\uDE00\");"),
                then("route.review(\"\uD83D\");"),
                "\uFEFF" + FINE,
                FINE + "\f",
                FINE + "\u001A",
                then("route.review(\"a\nb\");"),
                FINE + "/* never ends",
                FINE + "\"never ends",
                when("Case( \u0430ge > 3 )"),
                when("Case( age\u00A0> 3 )"),
                when("Case( " + "(".repeat(100_000) + "age > 3" + ")".repeat(100_000) + " )"),
                when("Case( " + "!(".repeat(100_000) + "age > 3" + ")".repeat(100_000) + " )"),
                when("Case( age > " + "9".repeat(100_000) + " )"),
                then("route.review(\"" + "x".repeat(100_000) + "\");"),
                rule("x".repeat(100_000), "Case()", "route.review(\"x\");"),
                "rule ".repeat(100_000),
                "/*".repeat(100_000),
                "@".repeat(100_000));
    }
}
