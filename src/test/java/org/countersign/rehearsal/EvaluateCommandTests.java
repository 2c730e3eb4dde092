package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.countersign.TrialUseCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return EvaluateCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path moderation(int rows, boolean withPerson) throws IOException {
        var file = folder.resolve("history.csv");
        Files.writeString(file, History.moderation(rows, withPerson, new Random(1)));
        return file;
    }

    @Test
    void reportsOnAConsoleAndAsAPageWithPlots() throws IOException {
        var page = folder.resolve("report.html");

        int code = run(
                "--use-case", "moderation",
                "--data", moderation(2000, true).toString(),
                "--learner", "LINEAR",
                "--person", "moderator",
                "--report", page.toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Of 2,000 rows", "could be approved automatically", "The people of the file are right on 9")
                .doesNotContain("not known");
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "<polyline", "budget 5.0 %")
                .doesNotContain("<script", "http");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("training on");
    }

    /** Then naive Bayes is so sure that its confidences differ in their last digits only. */
    @Test
    void reportsOnDataThatAModelTellsApartWithoutAnError() throws IOException {
        var text = new StringBuilder("tweet,class\n");
        var random = new Random(1);
        for (int row = 0; row < 1200; row++) {
            var words = List.of(
                            List.of("vile", "scum", "wretch"),
                            List.of("damn", "crap", "dumb"),
                            List.of("lovely", "kind", "sunny"))
                    .get(row % 3);
            for (int word = 0; word < 8 + random.nextInt(8); word++) {
                text.append(words.get(random.nextInt(3)))
                        .append(random.nextInt(20))
                        .append(' ');
            }
            text.append(',').append(row % 3).append('\n');
        }
        var file = Files.writeString(folder.resolve("separable.csv"), text);

        int code = run(
                "--use-case",
                "moderation",
                "--data",
                file.toString(),
                "--learner",
                "NAIVE_BAYES",
                "--report",
                folder.resolve("r.html").toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Of 1,200 rows");
    }

    @Test
    void saysWhatIsNotKnownWithoutAPersonsDecision() throws IOException {
        int code = run(
                "--use-case",
                "moderation",
                "--data",
                moderation(400, false).toString(),
                "--learner",
                "LINEAR",
                "--report",
                folder.resolve("r.html").toString());

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("What people and model achieve together is not known");
    }

    @Test
    void namesTheLineOfEachFault() throws IOException {
        var file = folder.resolve("faulty.csv");
        Files.writeString(file, "tweet,class\n\"two\nlines\",0\nfine,7\n,1\n");

        assertThat(run("--use-case", "moderation", "--data", file.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(l -> l.contains("faulty.csv:4, column class: '7' is none of the labels."))
                .anyMatch(l -> l.contains("faulty.csv:5, column tweet: The cell is empty."));
        assertThat(out.size()).isZero();
    }

    @Test
    void namesAColumnThatIsMissing() throws IOException {
        var file = folder.resolve("faulty.csv");
        Files.writeString(file, "tweet,class\nx,0\n");

        assertThat(run("--use-case", "moderation", "--data", file.toString(), "--person", "moderator"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("faulty.csv:1: The column 'moderator' is missing.");
    }

    @Test
    void wantsEnoughRows() throws IOException {
        assertThat(run(
                        "--use-case",
                        "moderation",
                        "--data",
                        moderation(99, false).toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The file has 99 rows. Send at least 100");
    }

    /** A use case with the policy of moderation. */
    private String rules(String name, String text) throws IOException {
        var useCase = Files.createDirectories(folder.resolve("rules/moderation"));
        Files.copy(
                Path.of("rules/moderation/policy.yaml"),
                useCase.resolve("policy.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        if (!name.isEmpty()) {
            Files.writeString(useCase.resolve(name), text);
        }
        return folder.resolve("rules").toString();
    }

    private int runWith(String rules) throws IOException {
        return run(
                "--use-case",
                "moderation",
                "--data",
                moderation(800, false).toString(),
                "--learner",
                "LINEAR",
                "--rules",
                rules,
                "--report",
                folder.resolve("r.html").toString());
    }

    @Test
    void appliesTheRulesOfTheFolder() throws IOException {
        assertThat(runWith(rules("all.drl", TrialUseCases.APPROVE_ALL))).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("leave 99.0 % of the cases to the model");
        assertThat(Files.readString(folder.resolve("r.html"))).contains("ends at the 99.0 % that the rules leave");
    }

    @Test
    void saysSoWhereThereAreNoRules() throws IOException {
        assertThat(runWith(rules("", ""))).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("leave none of the cases to the model", "where no rule approves, a person decides")
                .doesNotContain("error budget", "risk and coverage");
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("leave none of the cases to the model")
                .doesNotContain("<svg", "<table");
    }

    @Test
    void namesThePlaceOfEachFaultOfTheRules() throws IOException {
        var faulty = TrialUseCases.APPROVE_ALL.replace("Case()", "Case( twet == \"x\" )");

        assertThat(runWith(rules("faulty.drl", faulty))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(l -> l.startsWith("rules/moderation/faulty.drl:4:11: ") && l.contains("'twet'"));
        assertThat(out.size()).isZero();
    }

    @Test
    void refusesRulesWhoseGoldenCasesGoAnotherWay() throws IOException {
        rules("cases.csv", "name,prediction.label,prediction.confidence,level\na,hate,0.9,HUMAN_IN_THE_LOOP\n");

        assertThat(runWith(rules("all.drl", TrialUseCases.APPROVE_ALL))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("rules/moderation/cases.csv:2:", "AUTO_APPROVE")
                .doesNotContain("judged");
    }

    @Test
    void refusesAWorkbookThatIsNone() throws IOException {
        assertThat(runWith(rules("table.xlsx", "no workbook"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("rules/moderation/table.xlsx:1:1: ");
    }

    @Test
    void explainsItselfWhenItIsToldNonsense() {
        for (var wrong : Stream.of(
                        List.<String>of(),
                        List.of("--use-case"),
                        List.of("--use-case", "credit", "--file", "x"),
                        List.of("--use-case", "credit", "--data", "x", "--learner", "GUESS"),
                        List.of("--data", "x", "--data", "y"))
                .toList()) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: java -jar");
        assertThat(run(
                        "--use-case",
                        "nonsense",
                        "--data",
                        folder.resolve("no.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no.csv cannot be read");
    }

    @Test
    void namesTheUseCasesThatThereAre() throws IOException {
        assertThat(run(
                        "--use-case",
                        "nonsense",
                        "--data",
                        moderation(100, false).toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no use case 'nonsense'", "credit, moderation, triage");
    }
}
