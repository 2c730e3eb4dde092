package org.countersign.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.policy.CaseReader;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.RulesFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTests {

    private static final int MANY = 4000;

    @ParameterizedTest
    @ValueSource(strings = {"credit", "moderation", "triage"})
    void makesCasesThatThePolicyTakes(String useCase) {
        var policy = policy(useCase);
        var reader = new CaseReader(policy);
        var json = new ObjectMapper();

        var cases = cases(useCase, 1);

        assertThat(cases).allSatisfy(made -> {
            assertThat(reader.read(json.valueToTree(made.subject().fields()))).isEqualTo(made.subject());
            assertThat(policy.label(made.truth())).isPresent();
        });
        assertThat(cases.stream().flatMap(made -> made.subject().fields().keySet().stream()))
                .containsAll(policy.fields().stream().map(field -> field.name()).toList());
        assertThat(Worlds.forUseCase(useCase).labels()).containsExactlyInAnyOrderElementsOf(policy.labelNames());
    }

    @ParameterizedTest
    @CsvSource({"credit, .12, .20", "moderation, .01, .05", "triage, .03, .05"})
    void leavesTheBestModelSomeErrors(String useCase, double least, double most) {
        var world = Worlds.forUseCase(useCase);

        var errors = cases(useCase, 2).stream()
                .mapToDouble(made -> 1
                        - world.chances(made.subject(), 0).values().stream()
                                .mapToDouble(chance -> chance)
                                .max()
                                .orElse(0))
                .average();

        assertThat(errors.orElseThrow()).isBetween(least, most);
    }

    @ParameterizedTest
    @CsvSource({"credit, bad, .30", "moderation, offensive, .28", "triage, malignant, .345"})
    void hasEachLabelAsOftenAsExpected(String useCase, String label, double share) {
        assertThat(share(cases(useCase, 3), label)).isCloseTo(share, within(.03));
    }

    @Test
    void resemblesTheGermanCreditData() {
        var amounts = cases("credit", 4).stream()
                .mapToDouble(
                        made -> (Double) made.subject().value("credit_amount").orElseThrow())
                .sorted()
                .toArray();
        var purposes = cases("credit", 4).stream()
                .collect(Collectors.groupingBy(
                        made -> made.subject().value("purpose").orElseThrow(), Collectors.counting()));

        assertThat(amounts[MANY / 2]).isBetween(2000., 2700.);
        assertThat(amounts[MANY * 95 / 100]).isBetween(6000., 10_500.);
        assertThat(purposes.getOrDefault("A40", 0L) / (double) MANY).isCloseTo(.234, within(.03));
    }

    @Test
    void judgesEveryoneAlikeWhateverTheirSexOrOrigin() {
        var cases = cases("credit", 5);

        var women = cases.stream()
                .filter(made -> made.subject().value("personal_status_sex").equals(Optional.of("A92")))
                .toList();

        assertThat(share(women, "bad")).isCloseTo(share(cases, "bad"), within(.04));
    }

    @Test
    void leavesSomeValuesOut() {
        assertThat(cases("triage", 6).stream()
                        .filter(made -> made.subject().value("bare_nuclei").isEmpty())
                        .count())
                .isBetween(MANY / 100L, MANY * 4L / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit", "moderation", "triage"})
    void makesTheSameCasesFromTheSameSeedOnly(String useCase) {
        assertThat(cases(useCase, 7)).isEqualTo(cases(useCase, 7));
        assertThat(cases(useCase, 7).subList(0, 20))
                .isNotEqualTo(cases(useCase, 8).subList(0, 20));
        assertThat(Worlds.forUseCase(useCase).at(7, 17))
                .isEqualTo(cases(useCase, 7).get(17));
    }

    @ParameterizedTest
    @CsvSource({"credit, bad, .9", "moderation, offensive, .9", "triage, malignant, .9"})
    void driftsInOneKindOfCaseFromAnIndexOn(String useCase, String label, double share) {
        var calm = Worlds.forUseCase(useCase);
        var drifting = calm.driftingFrom(1000);

        var before = cases(useCase, 9);
        var after = drifting.cases(9).limit(MANY).toList();
        var kindBefore =
                before.stream().filter(made -> calm.drifts(made.subject())).toList();
        var kindAfter = after.stream()
                .skip(1000)
                .filter(made -> calm.drifts(made.subject()))
                .toList();

        assertThat(after.subList(0, 1000)).isEqualTo(before.subList(0, 1000));
        assertThat(after.stream().filter(made -> !calm.drifts(made.subject())))
                .containsExactlyElementsOf(before.stream()
                        .filter(made -> !calm.drifts(made.subject()))
                        .toList());
        assertThat(kindAfter).hasSizeGreaterThan(MANY / 50);
        assertThat(share(kindBefore, label)).isLessThan(.5);
        assertThat(share(kindAfter, label)).isGreaterThan(share);
    }

    @Test
    void knowsNoOtherUseCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Worlds.forUseCase("weather"))
                .withMessageContaining("credit, moderation, triage");
    }

    private static List<SimulatedCase> cases(String useCase, long seed) {
        return Worlds.forUseCase(useCase).cases(seed).limit(MANY).toList();
    }

    private static double share(List<SimulatedCase> cases, String label) {
        return cases.stream().filter(made -> made.truth().equals(label)).count() / (double) cases.size();
    }

    private static Policy policy(String useCase) {
        var rules = RulesFolder.of(Path.of("rules"));
        return PolicyReader.read(
                useCase, "policy.yaml", rules.read(useCase, "policy.yaml").orElseThrow());
    }
}
