package org.countersign.benchmark;

import org.countersign.routing.BuiltRules;

/**
 * Builds 10,000 versions of a rule set, one after the other, asks each, and lets it go: the heap must not grow. About a
 * minute: {@code mvn -q test-compile exec:java -Dexec.mainClass=org.countersign.benchmark.Republications}
 */
public final class Republications {

    private static final int VERSIONS = 10_000;
    private static final int EACH = 2_000;

    private Republications() {}

    public static void main(String[] arguments) {
        var cases = RuleSets.cases();
        var text = RuleSets.asText(20);
        System.out.println("| versions built | heap after a collection, KB | loaded classes |\n|---|---|---|");
        for (int version = 1; version <= VERSIONS; version++) {
            BuiltRules rules = RuleSets.built(text.replace("\"because\"", "\"version " + version + "\""));
            cases.forEach(rules::rule);
            if (version == 100 || version % EACH == 0) {
                System.gc();
                var runtime = Runtime.getRuntime();
                System.out.printf(
                        "| %,d | %,d | %,d |%n",
                        version,
                        (runtime.totalMemory() - runtime.freeMemory()) >> 10,
                        java.lang.management.ManagementFactory.getClassLoadingMXBean()
                                .getLoadedClassCount());
            }
        }
    }
}
