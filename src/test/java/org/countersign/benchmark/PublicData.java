package org.countersign.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.CaseFile;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;

/** The public files that lie beside a checkout, in {@code ../shared/data} or where {@code -Dcountersign.data} says. */
final class PublicData {

    private static final Path FOLDER = Path.of(System.getProperty("countersign.data", "../shared/data"));

    private PublicData() {}

    static Optional<Path> file(String name) {
        return Optional.of(FOLDER.resolve(name)).filter(Files::isReadable);
    }

    static Policy policy(String useCase) {
        var ours = Path.of("rules", useCase, "policy.yaml");
        var file = Files.exists(ours) ? ours : Path.of("src/test/resources/benchmark", useCase, "policy.yaml");
        try {
            return PolicyReader.read(useCase, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows, in an order that the seed decides. */
    static List<LabelledCase> cases(Policy policy, Path file, long seed) {
        var cases = new ArrayList<LabelledCase>();
        try (var in = Files.newInputStream(file)) {
            new CaseFile(policy, Long.MAX_VALUE)
                    .readLabelled(
                            in,
                            row -> cases.add(new LabelledCase(
                                    "%08d".formatted(row.number()),
                                    row.subject(),
                                    Objects.requireNonNull(row.label()),
                                    1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.shuffle(cases, new Random(seed));
        return cases;
    }
}
