package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.policy.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratingTests {

    /** Labels drawn from what softmax makes of the log-odds; the model says {@code exaggerated} times as much. */
    private static List<Scored> known(int count, int labels, double exaggerated) {
        var random = new Random(5);
        var known = new ArrayList<Scored>();
        for (int i = 0; i < count; i++) {
            var truth = new double[labels];
            var said = new double[labels];
            for (int label = 0; label < labels; label++) {
                truth[label] = 1.2 * random.nextGaussian();
                said[label] = exaggerated * truth[label];
            }
            known.add(new Scored(Softmax.of(said), draw(Softmax.of(truth), random), 1));
        }
        return known;
    }

    private static int draw(double[] probabilities, Random random) {
        double left = random.nextDouble();
        int label = 0;
        while (label < probabilities.length - 1 && left >= probabilities[label]) {
            left -= probabilities[label++];
        }
        return label;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void bringsAModelThatIsTooSureDownToHowOftenItIsRight(int labels) {
        var chosen = Calibrating.choose(known(1000, labels, 3));
        var calibration = chosen.calibration();
        assertThat(chosen.calibrator()).isNotInstanceOf(AsItIs.class);
        assertThat(calibration.labels()).isEqualTo(1000);
        assertThat(calibration.after().logLoss())
                .isLessThan(calibration.before().logLoss() - .05);
        assertThat(calibration.after().brier()).isLessThan(calibration.before().brier());
        assertThat(calibration.before().ece()).isGreaterThan(.08);
        assertThat(calibration.after().ece()).isLessThan(.06);
    }

    @Test
    void leavesAModelThatIsAsSureAsItShouldBeNearlyAlone() {
        var calibrator = Calibrating.choose(known(2000, 2, 1)).calibrator();
        for (var one : known(50, 2, 1)) {
            assertThat(calibrator.apply(one.probabilities())).containsExactly(one.probabilities(), within(.05));
        }
    }

    /** As a hundred cases without an error would make it, were the loss taken as it is. */
    @Test
    void isNotMadeCertainByCasesOfWhichNoneWasWrongYet() {
        var known = Collections.nCopies(100, new Scored(new double[] {.9, .06, .04}, 0, 1));

        var given = Temperature.fit(known).apply(new double[] {.9, .06, .04});
        assertThat(given[0]).isBetween(.95, 1 - 1 / 200.);
    }

    @Test
    void findsTheTemperatureThatWasPutIn() {
        assertThat(Temperature.fit(known(5000, 3, 2.5)).temperature()).isCloseTo(2.5, within(.2));
    }

    @Test
    void findsTheShiftThatWasPutIn() {
        var shifted = known(5000, 2, 1).stream()
                .map(s -> {
                    double p = Calibrator.sigmoid(2 * Calibrator.logit(s.probabilities()[1]) + 1);
                    return new Scored(new double[] {1 - p, p}, s.right(), 1);
                })
                .toList();
        var platt = Platt.fit(shifted);
        assertThat(platt.slopes().get(1)).isCloseTo(.5, within(.05));
        assertThat(platt.shifts().get(1)).isCloseTo(-.5, within(.1));
        assertThat(platt.slopes().get(0)).isCloseTo(platt.slopes().get(1), within(1e-3));
    }

    @Test
    void neverSaysThatSurerIsWronger() {
        var upsideDown = known(500, 2, 1).stream()
                .map(s -> new Scored(new double[] {s.probabilities()[1], s.probabilities()[0]}, s.right(), 1))
                .toList();
        assertThat(Platt.fit(upsideDown).slopes()).containsExactly(1.0, 1.0);
    }

    @Test
    void honoursWeights() {
        var twice = new ArrayList<Scored>();
        var weighted = new ArrayList<Scored>();
        for (var one : known(200, 2, 2)) {
            boolean heavy = one.right() == 1;
            twice.add(one);
            if (heavy) {
                twice.add(one);
            }
            weighted.add(new Scored(one.probabilities(), one.right(), heavy ? 2 : 1));
        }
        assertThat(Temperature.fit(weighted).temperature())
                .isCloseTo(Temperature.fit(twice).temperature(), within(1e-6));
        assertThat(Platt.fit(weighted).shifts().get(1))
                .isCloseTo(Platt.fit(twice).shifts().get(1), within(1e-6));
    }

    /** The greatest of the least means of all runs around a place is what isotonic regression is defined by. */
    @Test
    void poolsNeighboursAsIsotonicRegressionIsDefined() {
        var random = new Random(9);
        for (int run = 0; run < 200; run++) {
            var groups = new ArrayList<Isotonic.Group>();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                double weight = 1 + random.nextInt(3);
                groups.add(new Isotonic.Group(i, weight, weight * random.nextInt(3) / 2));
            }
            for (int place = 0; place < 2 * groups.size() + 1; place++) {
                for (int label = 0; label < 2; label++) {
                    var with = new ArrayList<>(groups);
                    int at = place / 2;
                    if (place % 2 == 0) {
                        with.add(at, new Isotonic.Group(0, 1, label));
                    } else {
                        with.set(at, with.get(at).and(new Isotonic.Group(at, 1, label)));
                    }
                    assertThat(Isotonic.withOne(groups, place, label)).isCloseTo(minMax(with, at), within(1e-12));
                }
            }
        }
    }

    private static double minMax(List<Isotonic.Group> groups, int at) {
        return IntStream.rangeClosed(0, at)
                .mapToDouble(from -> IntStream.range(at, groups.size())
                        .mapToDouble(to -> {
                            var run = groups.subList(from, to + 1);
                            return run.stream()
                                            .mapToDouble(Isotonic.Group::positive)
                                            .sum()
                                    / run.stream()
                                            .mapToDouble(Isotonic.Group::weight)
                                            .sum();
                        })
                        .min()
                        .orElseThrow())
                .max()
                .orElseThrow();
    }

    @Test
    void keepsVennAbersInOrderAndOffTheEnds() {
        var fitted = VennAbers.fit(known(1500, 2, 3));
        var answers = fitted.labels().get(1).answers();
        assertThat(answers).isSorted();
        assertThat(answers.get(0)).isGreaterThan(0);
        assertThat(answers.get(answers.size() - 1)).isLessThan(1);
        assertThat(fitted.labels().get(1).scores()).hasSizeLessThanOrEqualTo(501);
        assertThat(fitted.apply(new double[] {.001, .999})[1]).isGreaterThan(.8);
    }

    @Test
    void measuresHowFarConfidenceIsFromBeingRight() {
        var known = new ArrayList<Scored>();
        for (int i = 0; i < 150; i++) {
            // in each bin of ten, eight are right, and the model says .9
            known.add(new Scored(new double[] {.1, .9}, i % 10 < 8 ? 1 : 0, 1));
        }
        var quality = Calibrating.quality(known, known);
        assertThat(quality.ece()).isCloseTo(.1, within(1e-12));
        assertThat(quality.brier()).isCloseTo(.8 * 2 * .01 + .2 * 2 * .81, within(1e-12));
        assertThat(quality.logLoss()).isCloseTo(-.8 * Math.log(.9) - .2 * Math.log(.1), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void isStoredWithTheModelAndModelsWithoutItStillLoad(Learner learner) {
        var labels = List.of("bad", "fair", "good");
        var policy = Samples.policy(labels, Samples.POLICY.fields().toArray(Field[]::new));
        var trained = Training.run(policy, learner, examples(400, labels), 1);
        var calibrated = LoadedModel.load("new", trained.artifact());
        var parts = new TreeMap<>(trained.artifact().parts());
        parts.remove(Artifact.CALIBRATOR);
        parts.remove(Artifact.TYPICALITY);
        var old = LoadedModel.load("old", new Artifact(parts));
        assertThat(Objects.requireNonNull(trained.calibration()).labels()).isEqualTo(100);
        for (var example : examples(20)) {
            var prediction = calibrated.predict(policy, example.subject());
            var before = old.predict(policy, example.subject());
            assertThat(prediction.label()).isEqualTo(before.label());
            assertThat(prediction.contributions()).isEqualTo(before.contributions());
            assertThat(prediction.typicality()).isBetween(0.0, 1.0);
            assertThat(before.typicality()).isNull();
            assertThat(prediction.scores().values().stream().mapToDouble(s -> s).sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "temperature", "platt", "venn-abers"})
    void comesBackFromItsStoredForm(String method) throws Exception {
        var known = known(300, 3, 2);
        var calibrator = List.of(new AsItIs(), Temperature.fit(known), Platt.fit(known), VennAbers.fit(known)).stream()
                .filter(c -> ((Calibrator) c).method().equals(method))
                .findFirst()
                .map(Calibrator.class::cast)
                .orElseThrow();
        var json = Json.write(new Calibrator.Stored(calibrator));
        assertThat(new String(json, java.nio.charset.StandardCharsets.UTF_8)).contains("\"" + method + "\"");
        var back = Json.read(json, Calibrator.Stored.class).calibrator();
        for (var one : known.subList(0, 20)) {
            assertThat(back.apply(one.probabilities())).isEqualTo(calibrator.apply(one.probabilities()));
        }
    }
}
