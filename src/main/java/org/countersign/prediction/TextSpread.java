package org.countersign.prediction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts by their angle to the middle of the texts of one label, and by how much of them training had not seen.
 *
 * @param middle the mean of the texts' columns, scaled to length 1
 * @param far mean and deviation of 1 - cosine
 * @param strange mean and deviation of the share of terms that training had not seen
 */
record TextSpread(int first, List<Float> middle, Numbers far, Numbers strange) implements Spread {

    TextSpread {
        middle = List.copyOf(middle);
    }

    static TextSpread learn(FieldEncoding field, List<Encoded> cases) {
        var sums = new double[field.width()];
        for (var one : cases) {
            double length = length(one.columns(), field.first(), sums.length);
            var columns = one.columns();
            for (int i = 0; i < columns.size(); i++) {
                int at = columns.column(i) - field.first();
                if (at >= 0 && at < sums.length) {
                    sums[at] += columns.value(i) / length;
                }
            }
        }
        double squares = 0;
        for (var sum : sums) {
            squares += sum * sum;
        }
        var middle = new ArrayList<Float>();
        for (var sum : sums) {
            middle.add(squares > 0 ? (float) (sum / Math.sqrt(squares)) : 0f);
        }
        return new TextSpread(
                field.first(),
                middle,
                Numbers.learn(cases.stream()
                        .map(one -> (Object) distance(field.first(), middle, one.columns()))
                        .toList()),
                Numbers.learn(cases.stream()
                        .map(one -> (Object) one.columns().strange(field.first()))
                        .toList()));
    }

    private static double length(Columns columns, int first, int width) {
        double squares = 0;
        for (int i = 0; i < columns.size(); i++) {
            int at = columns.column(i) - first;
            squares += at >= 0 && at < width ? columns.value(i) * columns.value(i) : 0;
        }
        return squares > 0 ? Math.sqrt(squares) : 1;
    }

    private static double distance(int first, List<Float> middle, Columns columns) {
        double product = 0;
        for (int i = 0; i < columns.size(); i++) {
            int at = columns.column(i) - first;
            if (at >= 0 && at < middle.size()) {
                product += middle.get(at) * columns.value(i);
            }
        }
        return 1 - product / length(columns, first, middle.size());
    }

    /** Only what is further away or stranger than usual surprises. */
    @Override
    public double surprise(@Nullable Object value, Columns columns) {
        double away = distance(first, middle, columns) - far.mean();
        double unseen = columns.strange(first) - strange.mean();
        return Spread.tail(Math.max(0, away) / far.deviation())
                + Spread.tail(Math.max(0, unseen) / strange.deviation());
    }
}
