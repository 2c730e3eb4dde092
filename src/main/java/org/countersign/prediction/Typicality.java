package org.countersign.prediction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.countersign.decision.LabelledCase;

/**
 * How usual a case is: the share of known cases that are at least as far from what training has seen, as a conformal
 * p-value. How far a case is away is the sum of its fields' surprises among the cases of the label where that is least.
 * The known cases took no part in training. Protected fields take no part in anything. Stored as JSON.
 *
 * @param labels for each label, the spread of each field in the encoder's order
 * @param known how far the known cases are away, ascending
 */
record Typicality(List<List<Spread>> labels, List<Double> known) {

    /** More would be a finer answer than anyone needs. */
    private static final int MOST_KNOWN = 2_000;

    Typicality {
        labels = labels.stream().map(List::copyOf).toList();
        known = List.copyOf(known);
    }

    static Typicality learn(Encoder encoder, List<LabelledCase> training, List<LabelledCase> known) {
        var labels = new ArrayList<List<Spread>>();
        for (var label :
                new TreeSet<>(training.stream().map(LabelledCase::label).toList())) {
            var cases = training.stream()
                    .filter(e -> e.label().equals(label))
                    .map(e -> encoded(encoder, e))
                    .toList();
            labels.add(
                    encoder.fields().stream().map(field -> spread(field, cases)).toList());
        }
        var distances = new Typicality(labels, List.of());
        return new Typicality(
                labels,
                known.stream()
                        .limit(MOST_KNOWN)
                        .map(e -> distances.distance(encoder, encoded(encoder, e)))
                        .sorted()
                        .toList());
    }

    private static Encoded encoded(Encoder encoder, LabelledCase example) {
        return new Encoded(example.subject(), encoder.encode(example.subject()));
    }

    private static Spread spread(FieldEncoding field, List<Encoded> cases) {
        return switch (field.fieldType()) {
            case NUMBER -> Spread.Numbers.learn(Spread.values(field.field(), cases));
            case CATEGORY -> Spread.Categories.learn(Spread.values(field.field(), cases));
            case TEXT -> TextSpread.learn(field, cases);
        };
    }

    /** {@code (1 + known cases at least as far away) / (1 + known cases)}. */
    double of(Encoder encoder, Encoded subject) {
        double distance = distance(encoder, subject);
        int nearer = Collections.binarySearch(known, distance);
        int below = nearer < 0 ? -nearer - 1 : nearer;
        while (below > 0 && known.get(below - 1) == distance) {
            below--;
        }
        return (1.0 + known.size() - below) / (known.size() + 1);
    }

    double distance(Encoder encoder, Encoded subject) {
        double least = Double.POSITIVE_INFINITY;
        for (var spreads : labels) {
            double sum = 0;
            for (int f = 0; f < spreads.size(); f++) {
                var value =
                        subject.subject().fields().get(encoder.fields().get(f).field());
                sum += spreads.get(f).surprise(value, subject.columns());
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    byte[] toJson() {
        return Json.write(this);
    }

    static Typicality fromJson(byte[] json) throws IOException {
        return Json.read(json, Typicality.class);
    }
}
