package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.assurance.Cell;
import org.countersign.assurance.Certificate;
import org.countersign.assurance.CertificateFile;
import org.countersign.assurance.Proof;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported certificate is computed again by a command that needs neither the program's database nor its word. */
class VerifyCertificateTests {

    /** 0.05 over two cells, the first round, one of two methods. */
    private static final double DELTA = .05 / 2 * 6 / (Math.PI * Math.PI) / 2;

    @TempDir
    Path folder;

    @Test
    void saysInASentenceWhetherItHolds() throws Exception {
        var text = LedgerJson.write(certificate(1, .9));
        var file = Files.writeString(folder.resolve("certificate.json"), text);
        assertThat(run(file))
                .isEqualTo("0 It holds: from 120 labelled cases, 1 of them wrong it follows that at most 10.0 % of the"
                        + " decisions \"good\" of risk-7 with confidence from 0.9 up are wrong, unless something"
                        + " happened that has a chance of at most 0.760 %.");

        Files.writeString(file, text.replaceFirst(":1:", ":0:"));
        assertThat(run(file)).startsWith("1 It does not hold. Its evidence or what it is for was altered");
        Files.writeString(file, LedgerJson.write(certificate(1, .9, DELTA * 2)));
        assertThat(run(file)).startsWith("1 It does not hold. Its delta is not the share");
        Files.writeString(file, LedgerJson.write(certificate(9, .9)));
        assertThat(run(file)).startsWith("1 It does not hold. Computed again, its evidence certifies nothing");
        Files.writeString(file, LedgerJson.write(certificate(1, .5)));
        assertThat(run(file))
                .startsWith("1 It does not hold. Computed again, its evidence certifies confidence from 0.9");
        forgeries(text).forEach((what, forged) -> {
            assertThat(forged).isNotEqualTo(text);
            assertThat(run(write(file, forged))).as(what).startsWith("1 It does not hold.");
        });
        assertThat(run(folder.resolve("none.json"))).startsWith("2 The file cannot be read");
        assertThat(run()).startsWith("2 Say which file");
    }

    /** Nothing that it says may be said otherwise. */
    private static Map<String, String> forgeries(String text) {
        return Map.of(
                "n", text.replace("\"n\":120", "\"n\":1200"),
                "k", text.replace("\"k\":1.0", "\"k\":0.0"),
                "p", text.replaceFirst("\"p\":[^,]+", "\"p\":0.00001"),
                "wealth", text.replace("\"p\":", "\"logWealth\":9.0,\"p\":"),
                "model", text.replace("risk-7", "risk-8"),
                "label", text.replace("\"label\":\"good\"", "\"label\":\"bad\""),
                "level", text.replace("AUTO_APPROVE", "HUMAN_ON_THE_LOOP"),
                "use case", text.replace("\"credit\"", "\"triage\""),
                "rules", text.replace("\"rules\"", "\"others\""),
                "alpha", text.replace("\"alpha\":0.1", "\"alpha\":0.11"));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CertificateFile certificate(int wrong, double threshold) {
        return certificate(wrong, threshold, DELTA);
    }

    /** 120 cases above .9, of which some are wrong, and as many wrong ones at .6. */
    private static CertificateFile certificate(int wrong, double threshold, double delta) {
        var evidence = IntStream.range(0, 240)
                .mapToObj(i -> (i < 120 ? .95 : .6) + ":" + (i < wrong || i >= 120 ? 1 : 0) + ":example-" + i)
                .collect(Collectors.joining(" "));
        var grid = List.of(.9, .5);
        var said = List.of(
                "1", "credit", "risk-7", "AUTO_APPROVE", "", "good", "policy", "rules", "BATCH", .1, .05, 2, 1, grid);
        var digest = sha256(sha256(evidence) + LedgerJson.write(said));
        // P(Bin(120, .1) ≤ 1)
        var p = Math.pow(.9, 120) + 120 * .1 * Math.pow(.9, 119);
        var proof = new Proof(.1, delta, .05, 2, 1, grid, threshold, 120, wrong, p, null, digest, List.of());
        var cell = new Cell("risk-7", OversightLevel.AUTO_APPROVE, "", "good");
        return new CertificateFile(
                new Certificate(
                        "1",
                        "credit",
                        cell,
                        "policy",
                        "rules",
                        Certificate.Method.BATCH,
                        proof,
                        Certificate.State.VALID,
                        Instant.EPOCH,
                        null,
                        null),
                List.of(evidence));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(Path... files) {
        var out = new ByteArrayOutputStream();
        var arguments = new String[files.length + 1];
        arguments[0] = VerifyCertificate.COMMAND;
        for (var i = 0; i < files.length; i++) {
            arguments[i + 1] = files[i].toString();
        }
        var code = VerifyCertificate.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return (code + " " + out.toString(StandardCharsets.UTF_8)).strip();
    }
}
