package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Inductive Venn-Abers (Vovk, Petej, Fedorova 2015) for each label against all others, then as shares of their sum. A
 * case is put among the known ones once as if it had the label and once as if not; isotonic regression then says p1 and
 * p0, and {@code p1 / (1 - p0 + p1)} is the answer of least regret. All answers are computed beforehand.
 */
record VennAbers(List<Steps> labels) implements Calibrator {

    private static final int MOST_STEPS = 500;

    /**
     * The answers for one label.
     *
     * @param scores the known probabilities, ascending
     * @param answers one below all scores, one at the first, one between the first and the second, and so on
     */
    record Steps(List<Double> scores, List<Double> answers) {

        Steps {
            scores = List.copyOf(scores);
            answers = List.copyOf(answers);
        }

        double at(double score) {
            int found = Collections.binarySearch(scores, score);
            return answers.get(found >= 0 ? 2 * found + 1 : 2 * (-found - 1));
        }
    }

    VennAbers {
        labels = List.copyOf(labels);
    }

    static VennAbers fit(List<Scored> known) {
        var labels = new ArrayList<Steps>();
        for (int label = 0; label < known.get(0).probabilities().length; label++) {
            labels.add(steps(known, label));
        }
        return new VennAbers(labels);
    }

    private static Steps steps(List<Scored> known, int label) {
        var sorted = known.stream()
                .sorted(Comparator.comparingDouble(s -> s.probabilities()[label]))
                .toList();
        double unit = known.stream().mapToDouble(Scored::weight).average().orElseThrow();
        double perGroup = Math.max(0, (double) known.size() / MOST_STEPS);
        var groups = new ArrayList<Isotonic.Group>();
        double start = Double.NaN;
        int inGroup = 0;
        for (var one : sorted) {
            double score = one.probabilities()[label];
            double weight = one.weight() / unit;
            var more = new Isotonic.Group(score, weight, one.right() == label ? weight : 0);
            boolean same = score == start || (inGroup > 0 && inGroup < perGroup);
            if (same) {
                groups.set(groups.size() - 1, groups.get(groups.size() - 1).and(more));
                inGroup++;
            } else {
                groups.add(more);
                inGroup = 1;
            }
            start = score;
        }
        var answers = new ArrayList<Double>();
        for (int i = 0; i < 2 * groups.size() + 1; i++) {
            double ifNot = Isotonic.withOne(groups, i, 0);
            double ifSo = Isotonic.withOne(groups, i, 1);
            answers.add(ifSo / (1 - ifNot + ifSo));
        }
        return new Steps(groups.stream().map(Isotonic.Group::score).toList(), answers);
    }

    @Override
    public double[] apply(double[] probabilities) {
        var parts = new double[probabilities.length];
        for (int label = 0; label < parts.length; label++) {
            parts[label] = labels.get(label).at(probabilities[label]);
        }
        return Calibrator.normalised(parts);
    }

    @Override
    public String method() {
        return "venn-abers";
    }
}
