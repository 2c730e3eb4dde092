package org.countersign.benchmark;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.countersign.TestPolicies;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.countersign.policy.Policy;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RuleFiles;

/** The same table of escalation rules, as each contender wants it: purpose, least amount and confidence to be sure. */
final class RuleSets {

    private static final List<String> PURPOSES =
            List.of("A40", "A41", "A42", "A43", "A44", "A45", "A46", "A47", "A48", "A49");
    private static final Policy POLICY = TestPolicies.credit();

    private RuleSets() {}

    private static String purpose(int rule) {
        return PURPOSES.get(rule % PURPOSES.size());
    }

    private static double amount(int rule) {
        return 500 + 13.0 * rule % 7919;
    }

    private static double confidence(int rule) {
        return (50 + rule * 7 % 50) / 100.0;
    }

    static String asText(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> """
                        rule "r%d" @owner("risk") @rationale("because")
                        when
                            Case( purpose == "%s", credit_amount > %s )
                            Prediction( confidence < %s )
                        then
                            route.review("rule %d");
                        end
                        """.formatted(i, purpose(i), amount(i), confidence(i), i))
                .collect(Collectors.joining("\n"));
    }

    static BuiltRules built(String text) {
        return new BuiltRules(RuleFiles.read(Map.of("rules.drl", text), POLICY), POLICY);
    }

    static String asDmn(int size) {
        var rows = IntStream.range(0, size)
                .mapToObj(i -> """
                        <rule id="r%d"><inputEntry id="p%d"><text>"%s"</text></inputEntry>\
                        <inputEntry id="a%d"><text>&gt; %s</text></inputEntry>\
                        <inputEntry id="c%d"><text>&lt; %s</text></inputEntry>\
                        <outputEntry id="o%d"><text>"rule %d"</text></outputEntry></rule>
                        """.formatted(i, i, purpose(i), i, amount(i), i, confidence(i), i, i))
                .collect(Collectors.joining());
        return """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
                <decision id="level" name="level"><decisionTable id="t" hitPolicy="COLLECT">
                <input id="i1"><inputExpression id="e1" typeRef="string"><text>purpose</text></inputExpression></input>
                <input id="i2"><inputExpression id="e2" typeRef="double"><text>amount</text></inputExpression></input>
                <input id="i3"><inputExpression id="e3" typeRef="double"><text>confidence</text></inputExpression></input>
                <output id="out" name="why" typeRef="string"/>
                """ + rows + "</decisionTable></decision></definitions>";
    }

    static DmnDecision parsed(DmnEngine engine, String text) {
        var model = Dmn.readModelFromStream(
                new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return engine.parseDecision("level", model);
    }

    /** What a programmer would write in place of a rule engine: a loop over the rows. */
    static final class HandWritten {

        private final String[] purposes;
        private final double[] amounts;
        private final double[] confidences;

        HandWritten(int size) {
            purposes = IntStream.range(0, size).mapToObj(RuleSets::purpose).toArray(String[]::new);
            amounts = IntStream.range(0, size).mapToDouble(RuleSets::amount).toArray();
            confidences =
                    IntStream.range(0, size).mapToDouble(RuleSets::confidence).toArray();
        }

        BitSet fired(Facts facts) {
            var fields = facts.subject().fields();
            var purpose = (String) fields.get("purpose");
            double amount = (Double) fields.get("credit_amount");
            double confidence = facts.prediction().confidence();
            var fired = new BitSet(purposes.length);
            for (int i = 0; i < purposes.length; i++) {
                if (purposes[i].equals(purpose) && amount > amounts[i] && confidence < confidences[i]) {
                    fired.set(i);
                }
            }
            return fired;
        }
    }

    /** Cases of all purposes, small and large, sure and unsure. */
    static List<Facts> cases() {
        return IntStream.range(0, 64)
                .mapToObj(i -> new Facts(
                        new Case(Map.of("purpose", purpose(i), "credit_amount", 400.0 + 131 * i)),
                        new Prediction("good", 0.5 + (i * 11 % 50) / 100.0, Map.of(), null, List.of(), null),
                        Standing.none(),
                        Workload.none(),
                        new Context(null, null, Instant.parse("2026-06-01T12:00:00Z"))))
                .toList();
    }

    static Map<String, Object> variables(Facts facts) {
        var fields = facts.subject().fields();
        return Map.of(
                "purpose", fields.get("purpose"),
                "amount", fields.get("credit_amount"),
                "confidence", facts.prediction().confidence());
    }
}
