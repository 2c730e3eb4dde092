package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.countersign.TrialUseCases;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.prediction.Learner;
import org.countersign.rehearsal.EvaluationReport.Point;
import org.junit.jupiter.api.Test;

class EvaluationTests {

    private static EvaluationReport report(String csv, EvaluationPlan plan) throws IOException {
        var bytes = csv.getBytes(StandardCharsets.UTF_8);
        var policy = policy("moderation");
        return Evaluation.of(
                policy,
                TestRules.read(TrialUseCases.APPROVE_ALL, policy),
                plan,
                () -> new ByteArrayInputStream(bytes),
                (step, rows) -> {});
    }

    private static Policy policy(String useCase) throws IOException {
        return PolicyReader.read(useCase, "policy.yaml", Files.readString(Path.of("rules", useCase, "policy.yaml")));
    }

    private static EvaluationPlan plan(int mostTrainedOn) {
        return new EvaluationPlan(Learner.LINEAR, List.of(.05, .2), .05, mostTrainedOn, "moderator");
    }

    private static final String CSV = History.moderation(3000, true, new Random(1));

    @Test
    void judgesTheRowsThatItDidNotLearnFrom() throws IOException {
        var report = report(CSV, plan(500));

        assertThat(report.rows()).isEqualTo(3000);
        assertThat(report.trainedOn()).isEqualTo(500);
        assertThat(report.judged()).isEqualTo(2500);
        assertThat(report.modelRight()).isBetween(.8, 1.0);
        assertThat(report.personRight()).isNotNull().isEqualTo(.967, within(.02));
    }

    @Test
    void riskAndCoverageFitTogether() throws IOException {
        var report = report(CSV, plan(500));

        // fewer where a calibrator makes many cases equally sure
        assertThat(report.curve()).hasSizeBetween(20, 101);
        assertThat(report.curve()).extracting(Point::coverage).isSorted();
        var whole = report.curve().get(report.curve().size() - 1);
        assertThat(whole.coverage())
                .as("but for those unlike anything seen, which no rule can approve")
                .isEqualTo(report.approvable())
                .isBetween(.98, .9999);
        assertThat(whole.risk()).isEqualTo(1 - report.modelRight(), within(.01));
        assertThat(Objects.requireNonNull(whole.teamRight())).isEqualTo(report.modelRight(), within(.01));
        var certified = report.budgets().stream()
                .filter(budget -> budget.certified() != null)
                .toList();
        assertThat(certified).extracting(budget -> budget.alpha()).contains(.2);
        assertThat(certified).allSatisfy(budget -> {
            var risk = Objects.requireNonNull(budget.certified()).risk();
            assertThat(risk).isLessThan(budget.alpha());
            assertThat((double) budget.k() / budget.n()).isEqualTo(risk, within(1e-12));
        });
        assertThat(report.needs())
                .filteredOn(n -> n.alpha() == .2)
                .extracting(n -> n.coverage())
                .isSorted();
    }

    @Test
    void saysTheSameEachTime() throws IOException {
        assertThat(report(CSV, plan(500))).isEqualTo(report(CSV, plan(500)));
    }

    /** Labels by a coin: whatever is tried, nothing may be certified. */
    @Test
    void certifiesNothingWhereThereIsNothingToLearn() throws IOException {
        var random = new Random(4);
        var rows = new ArrayList<String>(List.of("tweet,class,moderator"));
        for (int i = 0; i < 1000; i++) {
            rows.add("word" + random.nextInt(50) + "," + random.nextInt(3) + ",");
        }

        var report = report(String.join("\n", rows) + "\n", plan(500));

        assertThat(report.budgets()).allMatch(b -> b.certified() == null && b.moreLabels() == null);
        assertThat(report.personRight()).isNull();
        assertThat(report.sentences()).anyMatch(s -> s.contains("nothing could be approved automatically"));
    }

    @Test
    void promisesWhatACertificateWouldAndNoMore() throws IOException {
        var policy = policy("credit");

        assertThat(EvaluationPlan.of(policy, Learner.LINEAR, null).delta())
                .as("one of two labels, the first round, a batch beside the stream")
                .isCloseTo(policy.errorBudget().delta() / 2 * 6 / (Math.PI * Math.PI) / 2, within(1e-12));
    }

    @Test
    void aFloorThatLetsNothingPassIsSaid() throws IOException {
        var policy = policy("triage");
        var csv = new StringBuilder("clump_thickness,cell_size_uniformity,cell_shape_uniformity,marginal_adhesion,"
                + "single_epithelial_size,bare_nuclei,bland_chromatin,normal_nucleoli,mitoses,diagnosis\n");
        for (int i = 0; i < 300; i++) {
            csv.append(i % 3 == 0 ? "8,8,8,8,8,8,8,8,8,malignant\n" : "1,1,1,1,1,1,1,1,1,benign\n");
        }
        var bytes = csv.toString().getBytes(StandardCharsets.UTF_8);

        var report = Evaluation.of(
                policy,
                TestRules.read(TrialUseCases.APPROVE_ALL, policy),
                EvaluationPlan.of(policy, Learner.LINEAR, null),
                () -> new ByteArrayInputStream(bytes),
                (step, rows) -> {});

        assertThat(report.sentences()).anyMatch(s -> s.contains("floor is HUMAN_IN_THE_LOOP"));
        assertThat(report.budgets())
                .as("what would be possible is shown none the less")
                .anyMatch(budget -> budget.certified() != null);
        assertThat(EvaluationTable.of(report)).contains("not known");
    }
}
