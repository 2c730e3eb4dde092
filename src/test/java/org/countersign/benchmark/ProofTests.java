package org.countersign.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.WealthStream;
import org.junit.jupiter.api.Test;

/** The benchmarks of the promise in short, on made-up cases with a known truth; each shows that what is broken fails. */
class ProofTests {

    private static final double ALPHA = .05;
    private static final Pool POOL = Pool.simulated(20_000);

    @Test
    void batchCertificatesKeepTheirPromiseAndTheNaiveThresholdDoesNot() {
        var found = Validity.batches(POOL, 1000, ALPHA, 500);

        assertThat((double) found.broken() / found.runs()).isLessThan(Validity.allowed(500));
        assertThat(found.coverage()).isGreaterThan(.35);
        assertThat((double) found.naiveBroken() / found.runs()).isGreaterThan(.3);
    }

    @Test
    void streamsKeepTheirPromiseWheneverOneLooks() {
        var found = Validity.streams(POOL, ALPHA, 40, 4000);

        // 5 of 40 would come by chance in 5 % of all test runs, were delta just kept; the seeds are fixed
        assertThat(found.broken()).isLessThanOrEqualTo(4);
        assertThat(found.coverage()).isGreaterThan(.2);
    }

    /** The same batch test, looked at again after every hundred labels, is no certificate any more. */
    @Test
    void aBatchTestLookedAtAgainAndAgainBreaksItsPromise() {
        int batch = 0;
        int stream = 0;
        for (int seed = 0; seed < 100; seed++) {
            // just too many errors to be certified: 5.1 %
            var random = new Random(seed);
            var wealth = WealthStream.start(ALPHA, .05, List.of(.5));
            boolean passed = false;
            int wrong = 0;
            for (int n = 1; n <= 5000; n++) {
                boolean error = random.nextDouble() < .051;
                wrong += error ? 1 : 0;
                wealth.add(.9, 1, true, error);
                if (n % 100 == 0) {
                    var look = List.of(new FixedSequence.Tally(.5, n, wrong));
                    passed |= FixedSequence.walk(look, ALPHA, .05).certified().isPresent();
                }
            }
            batch += passed ? 1 : 0;
            stream += wealth.threshold().isPresent() ? 1 : 0;
        }
        assertThat(batch).isGreaterThan(12);
        assertThat(stream).isLessThanOrEqualTo(9);
    }

    /** Had the probability of a draw not been logged, checked decisions would count as if all had been looked at. */
    @Test
    void withoutTheLoggedProbabilityTheStreamCertifiesWhatBreaksThePromise() {
        int logged = 0;
        int unlogged = 0;
        for (int seed = 0; seed < 40; seed++) {
            logged += certifiesBad(seed, .1) ? 1 : 0;
            unlogged += certifiesBad(seed, 1) ? 1 : 0;
        }
        assertThat(logged).isLessThanOrEqualTo(4);
        assertThat(unlogged).isEqualTo(40);
    }

    /** Twice as many errors as allowed, one decision in ten checked, and {@code believed} taken for the probability. */
    private static boolean certifiesBad(int seed, double believed) {
        var random = new Random(seed);
        var stream = WealthStream.start(ALPHA, .05, List.of(.5));
        stream.expectDraws(Math.min(.1, believed));
        for (int i = 0; i < 3000; i++) {
            boolean wrong = random.nextDouble() < .1;
            stream.add(.9, believed, random.nextDouble() < .1, wrong);
        }
        return stream.threshold().isPresent();
    }

    @Test
    void alarmsComeInTimeAndSeldomFalsely() {
        assertThat(Alarms.falselyRaised(1000, 1000)).isLessThan(.05);
        assertThat(Alarms.medianChecks(.15, 500)).isBetween(40, 70);
        assertThat(Alarms.delays(.25, 200)[100]).isBetween(12, 28);
        assertThat(Alarms.meanRunLength(100)).isGreaterThan(1000);
    }

    /** A reviewer who sees the model's answer misses nine in ten of its errors: then no alarm is raised. */
    @Test
    void checksThatSawTheAnswerRaiseNoAlarm() {
        double seen = .15 * .1;

        assertThat(Alarms.medianChecks(seen, 100)).isGreaterThan(5000);
    }

    @Test
    void weightedEstimatesAreRightWhereLabelsAsTheyComeAreNot() {
        var cases = Selection.simulated(5000);
        var reviewed = Selection.reviewed(PublicData.policy("credit"), cases, 1000, 4000);

        var found = Selection.estimates(reviewed, 100);

        assertThat(found.weighted()).isEqualTo(found.truth(), within(3 * found.deviation() / 10 + .002));
        assertThat(found.naive()).isGreaterThan(found.truth() * 1.3);
    }

    /** Votes with a known truth: a person who is right more often where the model is unsure lifts both. */
    @Test
    void modelAndPersonAreBetterTogetherThanEitherAlone() {
        var random = new Random(1);
        var tweets = new ArrayList<Team.Tweet>();
        for (int i = 0; i < 1200; i++) {
            tweets.add(Posts.one(random));
        }

        var found = Team.of(tweets, 600, 1);

        assertThat(found.automated()).isEqualTo(.75, within(.01));
        assertThat(found.team()).isGreaterThan(found.model()).isGreaterThan(found.person());
    }

    @Test
    void aDriftIsNoticedLearnedAndOutlived() {
        var loop = new ClosedLoop(4000, false).live(10_000);

        assertThat(loop.before().keepsThePromise()).isTrue();
        assertThat(loop.before().all()).isGreaterThan(1000);
        assertThat(loop.untilAlarm().keepsThePromise())
                .as("or there was no drift")
                .isFalse();
        assertThat(loop.delay()).isBetween(1L, 2000L);
        assertThat(loop.isRegained()).isTrue();
        assertThat(loop.after().all()).isGreaterThan(500);
        assertThat(loop.after().keepsThePromise()).isTrue();
    }

    /** People who see the model's answer and agree with it notice nothing, and the promise is broken for good. */
    @Test
    void aDriftIsNotNoticedByChecksThatAreNotBlind() {
        var loop = new ClosedLoop(4000, true).live(10_000);

        assertThat(loop.delay()).isNegative();
        assertThat(loop.untilAlarm().keepsThePromise()).isFalse();
    }
}
