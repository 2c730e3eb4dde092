package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyReaderProperties {

    private static final String[] SPICE = {
        "&a ",
        "*a",
        "!!java.util.Date ",
        "<<: ",
        "? ",
        "- ",
        "|",
        ">",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "#",
        "%",
        "@",
        "\t",
        "\n",
        "\n---\n",
        "\n...\n",
        "\\",
        "\"\\UFFFFFFFF\"",
        "\"\\x\"",
        "\uFEFF",
        "\u0000",
        "\uD800",
        "\u2028",
        "~",
        "null",
        "PT",
        "9".repeat(400),
        "1e999",
        "-"
    };

    @Property(tries = 1500)
    void acceptsOrRefusesAndNeverFails(@ForAll("mutants") String text) {
        try {
            assertThat(PolicyReader.read("loans", "policy.yaml", text).version())
                    .hasSize(64);
        } catch (PolicyRefused e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.line()).isPositive())
                    .allSatisfy(p -> assertThat(p.mend()).isNotBlank());
        }
    }

    @Provide
    Arbitrary<String> mutants() {
        return Arbitraries.longs().tuple2().map(seeds -> mutate(new Random(seeds.get1() ^ seeds.get2())));
    }

    private static String mutate(Random random) {
        var lines = new ArrayList<>(SamplePolicy.TEXT.lines().toList());
        for (var i = 0; i <= random.nextInt(3); i++) {
            var at = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 3 -> lines.set(at, " ".repeat(random.nextInt(3)) + lines.get(at));
                default -> lines.set(at, spice(lines.get(at), random));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String spice(String line, Random random) {
        var at = random.nextInt(line.length() + 1);
        var rest = Math.min(line.length(), at + random.nextInt(3));
        return line.substring(0, at) + SPICE[random.nextInt(SPICE.length)] + line.substring(rest);
    }
}
