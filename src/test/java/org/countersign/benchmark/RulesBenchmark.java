package org.countersign.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.countersign.decision.Facts;
import org.countersign.routing.BuiltRules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Microseconds to ask 10, 100 and 1,000 rules about a case, beside the same conditions in Java and in Camunda's DMN
 * engine, and to read and build them: {@code mvn -q test-compile exec:exec
 * -Dexec.executable=java -Dexec.args="-cp %classpath org.countersign.benchmark.RulesBenchmark"}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RulesBenchmark {

    @Param({"10", "100", "1000"})
    public int rules;

    private List<Facts> cases = List.of();
    private List<Map<String, Object>> variables = List.of();
    private String text = "";
    private String dmn = "";
    private BuiltRules built;
    private RuleSets.HandWritten java;
    private DmnEngine engine;
    private DmnDecision decision;
    private int next;

    @Setup
    public void prepare() {
        cases = RuleSets.cases();
        variables = cases.stream().map(RuleSets::variables).toList();
        text = RuleSets.asText(rules);
        dmn = RuleSets.asDmn(rules);
        built = RuleSets.built(text);
        java = new RuleSets.HandWritten(rules);
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        decision = RuleSets.parsed(engine, dmn);
        for (var facts : cases) {
            int fired = java.fired(facts).cardinality();
            int inDmn = engine.evaluateDecisionTable(decision, RuleSets.variables(facts))
                    .size();
            int inRules = built.explain(facts).fired().size();
            if (fired != inDmn || fired != inRules) {
                throw new IllegalStateException(fired + " by hand, " + inRules + " rules, " + inDmn + " in DMN");
            }
        }
    }

    private int turn() {
        next = (next + 1) & 63;
        return next;
    }

    @Benchmark
    public Object askByHand() {
        return java.fired(cases.get(turn()));
    }

    @Benchmark
    public Object askRules() {
        return built.rule(cases.get(turn()));
    }

    @Benchmark
    public Object askDmn() {
        return engine.evaluateDecisionTable(decision, variables.get(turn()));
    }

    @Benchmark
    public Object buildRules() {
        return RuleSets.built(text);
    }

    @Benchmark
    public Object buildDmn() {
        return RuleSets.parsed(engine, dmn);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(RulesBenchmark.class.getName()).build()).run();
    }
}
