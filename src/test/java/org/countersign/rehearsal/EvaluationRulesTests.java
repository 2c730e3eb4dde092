package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.countersign.TrialUseCases;
import org.countersign.decision.LedgerJson;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.prediction.Learner;
import org.countersign.rehearsal.EvaluationReport.Budget;
import org.countersign.routing.RulesFailed;
import org.junit.jupiter.api.Test;

/** What an evaluation makes of the rules of its use case. */
class EvaluationRulesTests {

    private static final String POSTS = History.moderation(3000, true, new Random(1));
    private static final String LOANS = History.credit(3000);
    private static final String SURE = "Prediction( confidence >= 0.95 )";

    private static Policy policy(String useCase) throws IOException {
        return PolicyReader.read(useCase, "policy.yaml", Files.readString(Path.of("rules", useCase, "policy.yaml")));
    }

    private static EvaluationReport report(Policy policy, RulesAsAssured rules, String csv, int mostTrainedOn) {
        var person = csv.equals(POSTS) ? "moderator" : null;
        var plan = new EvaluationPlan(Learner.LINEAR, List.of(.05, .1, .2), .05, mostTrainedOn, person);
        var bytes = csv.getBytes(StandardCharsets.UTF_8);
        return Evaluation.of(policy, rules, plan, () -> new ByteArrayInputStream(bytes), (step, rows) -> {});
    }

    private static EvaluationReport posts(String rules) throws IOException {
        var policy = policy("moderation");
        return report(policy, TestRules.read(rules, policy), POSTS, 500);
    }

    private static Budget budget(EvaluationReport report, double alpha) {
        return report.budgets().stream()
                .filter(b -> b.alpha() == alpha)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rulesThatKeepTheSureCasesLeaveTheOthersWithMoreErrors() throws IOException {
        var policy = policy("credit");
        var without = report(policy, TestRules.read(TrialUseCases.APPROVE_ALL, policy), LOANS, 500);
        var some = TrialUseCases.APPROVE_ALL + TestRules.review("Prediction( confidence >= 0.9 )");
        var with = report(policy, TestRules.read(some, policy), LOANS, 500);

        double approvable = Objects.requireNonNull(with.approvable());
        assertThat(approvable).isBetween(.1, .9);
        assertThat(Objects.requireNonNull(without.approvable())).isGreaterThan(.98);
        assertThat(with.modelRight()).isEqualTo(without.modelRight());
        assertThat(Objects.requireNonNull(budget(without, .1).certified()).coverage())
                .isGreaterThan(.5);
        assertThat(budget(with, .1)).as("what is left errs too often").satisfies(none -> {
            assertThat(none.certified()).isNull();
            assertThat(none.moreLabels()).isNull();
            assertThat((double) none.k() / none.n()).isGreaterThan(.1);
        });
        var end = with.curve().get(with.curve().size() - 1);
        assertThat(end.coverage()).isEqualTo(approvable, within(1e-12));
        assertThat(end.risk()).as("half again as many errors").isGreaterThan(1.5 * (1 - with.modelRight()));
        assertThat(with.sentences())
                .anyMatch(s -> s.contains("leave " + EvaluationSentences.percent(approvable) + " of the cases"))
                .noneMatch(s -> s.contains("model alone"));
        var lines = EvaluationTable.of(with).lines().toList();
        assertThat(lines.get(lines.size() - 1)).contains(EvaluationSentences.percent(approvable));
    }

    @Test
    void whatTheRulesFailOnIsAPersons() throws IOException {
        var policy = policy("moderation");
        var all = TestRules.read(TrialUseCases.APPROVE_ALL, policy);
        var failing = new RulesAsAssured(
                "failing",
                facts -> {
                    if (facts.prediction().confidence() >= .95) {
                        throw new RulesFailed("too slow");
                    }
                    return all.asked().apply(facts);
                },
                all.now());

        var report = report(policy, failing, POSTS, 500);

        var asIfKept = posts(TrialUseCases.APPROVE_ALL + TestRules.review(SURE));
        assertThat(report.approvable()).isEqualTo(asIfKept.approvable());
        assertThat(report.budgets()).isEqualTo(asIfKept.budgets());
        assertThat(asIfKept.rulesFailed()).isZero();
        double approvable = Objects.requireNonNull(report.approvable());
        int failed = Objects.requireNonNull(report.rulesFailed());
        double ofAll = Objects.requireNonNull(posts(TrialUseCases.APPROVE_ALL).approvable());
        assertThat((double) failed / report.judged()).isEqualTo(ofAll - approvable, within(.005));
        assertThat(report.sentences())
                .anyMatch(s -> s.contains(String.format(Locale.ROOT, "On %,d cases the rules failed", failed)));
    }

    @Test
    void whatRulesReadAndIsMissingIsAPersons() throws IOException {
        var csv = new StringBuilder("clump_thickness,cell_size_uniformity,cell_shape_uniformity,marginal_adhesion,"
                + "single_epithelial_size,bare_nuclei,bland_chromatin,normal_nucleoli,mitoses,diagnosis\n");
        for (int i = 0; i < 900; i++) {
            var nuclei = i % 3 == 0 ? "" : "1";
            csv.append(
                    i % 2 == 0
                            ? "8,8,8,8,8," + nuclei + ",8,8,8,malignant\n"
                            : "1,1,1,1,1," + nuclei + ",1,1,1,benign\n");
        }
        var policy = policy("triage");
        var rules = TrialUseCases.APPROVE_ALL + TestRules.review("Case( bare_nuclei > 9 )");

        var report = report(policy, TestRules.read(rules, policy), csv.toString(), 500);

        assertThat(Objects.requireNonNull(report.approvable())).isEqualTo(2 / 3.0, within(.06));
        assertThat(report.rulesFailed()).isZero();
    }

    @Test
    void rulesThatLeaveNothingAreToldInWords() throws IOException {
        var triage = Files.readString(Path.of("rules/triage/oversight.drl"));
        for (var rules :
                List.of("", TestRules.review("Prediction()"), triage.substring(0, triage.indexOf("rule \"Likely")))) {
            var report = posts(rules);

            assertThat(report.approvable()).isZero();
            assertThat(report.modelRight()).isGreaterThan(.8);
            assertThat(report.sentences())
                    .anyMatch(s -> s.contains("leave none of the cases to the model"))
                    .anyMatch(s -> s.contains("The people of the file are right on"))
                    .noneMatch(s -> s.contains("budget"));
            assertThat(EvaluationTable.of(report))
                    .endsWith(report.sentences().get(report.sentences().size() - 1) + "\n");
            assertThat(EvaluationPage.of(report))
                    .contains("leave none of the cases")
                    .doesNotContain("<svg");
        }
    }

    @Test
    void rulesSeeHowUsualACaseIs() throws IOException {
        var policy = policy("moderation");
        var usual = TrialUseCases.APPROVE_ALL.replace("Case()", "Prediction( typicality >= 0.5 )");

        var report = report(policy, TestRules.read(usual, policy), POSTS, 500);
        var fromFew = report(policy, TestRules.read(usual, policy), POSTS, 200);

        assertThat(Objects.requireNonNull(report.approvable())).isBetween(.3, .7);
        assertThat(report.sentences()).noneMatch(s -> s.contains("how usual"));
        assertThat(fromFew.approvable()).isZero();
        assertThat(fromFew.sentences()).anyMatch(s -> s.contains("how usual a case is"));
    }

    @Test
    void aReportFromBeforeIsReadAndShown() {
        var report = LedgerJson.read(OldEvaluation.JSON, EvaluationReport.class);

        assertThat(report.approvable()).isNull();
        assertThat(report.keepsAll()).isFalse();
        assertThat(EvaluationPage.of(report))
                .contains("This is about the model alone.", "<svg", "57.3 %")
                .doesNotContain("that the rules leave");
        assertThat(EvaluationTable.of(report)).contains("42 of 296", "risk and coverage");
        assertThat(LedgerJson.read(LedgerJson.write(report), EvaluationReport.class))
                .isEqualTo(report);
    }
}
