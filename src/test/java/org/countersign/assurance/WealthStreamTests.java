package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WealthStreamTests {

    private static final List<Double> GRID = List.of(.9, .7, .5, .3, .1);

    @Test
    void certifiesNothingBeforeTheEvidenceIsThere() {
        var stream = WealthStream.start(.05, .05, GRID);
        for (int i = 0; i < 59; i++) {
            stream.add(.95, 1, true, false);
        }

        assertThat(stream.threshold()).isEmpty();
        assertThat(stream.outlook().orElseThrow().moreDecisions()).isBetween(1L, 100L);
    }

    @Test
    void certifiesStepByStepFromStrictToLax() {
        var stream = WealthStream.start(.05, .05, GRID);
        for (int i = 0; i < 200; i++) {
            stream.add(.95, 1, true, false);
        }
        // the cases above .9 are above .7, too
        assertThat(stream.threshold()).hasValue(.1);

        var lax = WealthStream.start(.05, .05, GRID);
        for (int i = 0; i < 1000; i++) {
            lax.add(.6, 1, true, false);
        }
        assertThat(lax.threshold()).as("nothing is known above .9").isEmpty();
    }

    /** About half of all cases would pass the second threshold of this grid: there a second walk starts. */
    @Test
    void needNotWaitForCasesThatHardlyCome() {
        var stream = WealthStream.start(.05, .05, GRID);
        for (int i = 0; i < 200; i++) {
            stream.add(.75, 1, true, false);
        }

        assertThat(stream.threshold()).as("nothing is known above .9").hasValue(.1);
    }

    @Test
    void aWalkThatArrivesAtTheNextHandsItsShareOn() {
        var delta = .05;
        var won = stream(List.of(-Math.log(delta / 2), -Math.log(delta), -Math.log(delta)), delta);
        var stuck = stream(List.of(0., -Math.log(delta), -Math.log(delta)), delta);

        assertThat(won.threshold()).as("with the whole of delta").hasValue(.7);
        assertThat(stuck.threshold()).as("half of delta is not enough").isEmpty();
        assertThat(stuck.outlook().orElseThrow().needed()).isEqualTo(-Math.log(delta / 2));
    }

    /** Two walks, from the first threshold and from the second. */
    private static WealthStream stream(List<Double> highest, double delta) {
        var thresholds = List.of(.9, .8, .7);
        var none = Collections.nCopies(7, 0.);
        return WealthStream.resume(new WealthStream.State(
                .05,
                delta,
                1,
                IntStream.range(0, thresholds.size())
                        .mapToObj(i -> new Rung.State(thresholds.get(i), 100, 0, highest.get(i), none))
                        .toList()));
    }

    @Test
    void errorsKeepAThresholdFromBeingCertified() {
        var stream = certifiedAbove(.5);

        assertThat(stream.threshold()).hasValue(.5);
        assertThat(stream.outlook().orElseThrow().threshold()).isEqualTo(.3);
        assertThat(stream.outlook().orElseThrow().moreDecisions()).isNull();
    }

    /** Above .5 one in a hundred is wrong, below it one in two. */
    private static WealthStream certifiedAbove(double threshold) {
        var random = new Random(5);
        var stream = WealthStream.start(.05, .05, GRID);
        for (int i = 0; i < 4000; i++) {
            double score = random.nextDouble();
            stream.add(score, 1, true, random.nextDouble() < (score >= threshold ? .01 : .5));
        }
        return stream;
    }

    @Test
    void goesOnFromItsStateAsIfNothingHadHappened() throws Exception {
        var json = new ObjectMapper();
        var whole = WealthStream.start(.05, .05, GRID);
        var interrupted = WealthStream.start(.05, .05, GRID);
        var random = new Random(11);
        for (int i = 0; i < 1500; i++) {
            double score = random.nextDouble();
            boolean wrong = random.nextDouble() < .1 * (1 - score);
            double draw =
                    whole.threshold().isPresent() && score >= whole.threshold().get() ? .1 : 1;
            boolean drawn = random.nextDouble() < draw;
            for (var stream : List.of(whole, interrupted)) {
                if (draw < 1) {
                    stream.expectDraws(.1);
                }
                stream.add(score, .02, draw, drawn, wrong);
            }
            var stored = json.writeValueAsString(interrupted.state());
            interrupted = WealthStream.resume(json.readValue(stored, WealthStream.State.class));
        }

        assertThat(whole.threshold()).isPresent();
        assertThat(interrupted.state()).isEqualTo(whole.state());
    }

    @Test
    void whatWasNotDrawnSaysNothingAboutBeingWrong() {
        var one = WealthStream.start(.05, .05, GRID);
        var other = WealthStream.start(.05, .05, GRID);
        one.expectDraws(.1);
        other.expectDraws(.1);
        one.add(.95, .1, false, true);
        other.add(.95, .1, false, false);

        assertThat(one.state()).isEqualTo(other.state());
    }

    @Test
    void noPayoffLosesEverything() {
        for (double risk : new double[] {0, .3, 1}) {
            var stream = WealthStream.start(.05, .05, GRID);
            stream.expectDraws(.05);
            for (int i = 0; i < 200; i++) {
                stream.add(.95, risk, .05, true, true);
            }
            assertThat(stream.state().rungs())
                    .allSatisfy(rung -> assertThat(rung.logWealth()).allMatch(Double::isFinite));
        }
    }

    @Test
    void refusesADrawThatItsBetsDoNotExpect() {
        var stream = WealthStream.start(.05, .05, GRID);

        assertThatThrownBy(() -> stream.add(.95, .05, true, false)).hasMessageContaining("expect");
    }

    @Test
    void foreseesHowManyMoreDecisionsItTakes() {
        var stream = WealthStream.start(.05, .05, List.of(.5));
        var random = new Random(2);
        for (int i = 0; i < 300; i++) {
            stream.add(.9, 1, true, random.nextDouble() < .03);
        }
        var outlook = stream.outlook().orElseThrow();
        assertThat(outlook.moreDecisions()).isNotNull().isEqualTo(outlook.moreLabels());
        long foreseen = Objects.requireNonNull(outlook.moreDecisions());
        double share = outlook.wrong() / outlook.accepted();
        long more = 0;
        double owed = 0;
        while (stream.threshold().isEmpty()) {
            owed += share;
            boolean wrong = owed >= 1;
            owed -= wrong ? 1 : 0;
            stream.add(.9, 1, true, wrong);
            more++;
        }

        assertThat((double) more).isBetween(foreseen * .8, foreseen * 1.25);
    }
}
