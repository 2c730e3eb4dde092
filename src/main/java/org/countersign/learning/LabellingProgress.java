package org.countersign.learning;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the last batches have brought, on cases that were drawn at random and that no model learned from.
 *
 * @param judgedOn how many such cases
 * @param accuracy of a model that learned from all labels so far, in 0..1
 * @param before the same without the last batches; null while there are too few
 * @param gain accuracy less that before, with the bounds that hold the truth 19 times out of 20
 */
public record LabellingProgress(
        int judgedOn,
        double accuracy,
        @Nullable Double before,
        @Nullable Interval gain,
        boolean enough,
        String words) {

    static final int LOOKS_BACK = 3;
    static final double WORTH_IT = .01;
    static final int LEAST_CASES = 30;

    private static final double Z = 1.959963984540054;

    static LabellingProgress tooEarly(int judgedOn, String why) {
        return new LabellingProgress(judgedOn, 0, null, null, false, why);
    }

    /** Both on the same cases: only where one is right and the other is not they differ. */
    static LabellingProgress compared(List<Judged> now, List<Judged> then) {
        var n = now.size();
        var accuracy = Metrics.of(now).accuracy().estimate();
        var before = Metrics.of(then).accuracy().estimate();
        double weight = 0;
        double squares = 0;
        var gain = accuracy - before;
        for (var i = 0; i < n; i++) {
            var w = now.get(i).weight();
            var difference = (now.get(i).right() ? 1 : 0) - (then.get(i).right() ? 1 : 0);
            weight += w;
            squares += w * w * (difference - gain) * (difference - gain);
        }
        var half = Z * Math.sqrt(squares) / weight;
        var enough = n >= LEAST_CASES && gain < WORTH_IT;
        var words = String.format(
                Locale.ROOT,
                "The last %d batches changed accuracy from %.1f to %.1f %% (%+.1f points, 19 times out of 20 within"
                        + " %+.1f to %+.1f) on %d cases drawn at random. %s",
                LOOKS_BACK,
                100 * before,
                100 * accuracy,
                100 * gain,
                100 * (gain - half),
                100 * (gain + half),
                n,
                enough
                        ? "That is less than 1 point: more labels of this kind are not likely to be worth it. You can stop."
                        : n < LEAST_CASES ? "That is too few cases to say whether to stop: go on." : "Go on.");
        return new LabellingProgress(n, accuracy, before, new Interval(gain, gain - half, gain + half), enough, words);
    }
}
