package org.countersign.prediction;

import java.util.List;

/** Isotonic regression of labels on scores, by pooling neighbours that are out of order. */
final class Isotonic {

    /** Cases of about one score: the greatest of them, their weight, and the weight of those that have the label. */
    record Group(double score, double weight, double positive) {

        Group and(Group higher) {
            return new Group(higher.score, weight + higher.weight, positive + higher.positive);
        }
    }

    private Isotonic() {}

    /**
     * The fitted value of one more case of weight 1. {@code place} 2i + 1 is the score of group i, 2i lies just below it.
     *
     * @param label 1 if the case is to have the label, 0 if not
     */
    static double withOne(List<Group> groups, int place, double label) {
        var weights = new double[groups.size() + 1];
        var positives = new double[groups.size() + 1];
        // the last group that each pooled block reaches to
        var ends = new int[groups.size() + 1];
        int size = 0;
        int count = groups.size() + (place % 2 == 0 ? 1 : 0);
        int one = place / 2;
        for (int i = 0; i < count; i++) {
            boolean inserted = place % 2 == 0 && i == one;
            var group = inserted ? null : groups.get(place % 2 == 0 && i > one ? i - 1 : i);
            weights[size] = (group == null ? 0 : group.weight()) + (i == one ? 1 : 0);
            positives[size] = (group == null ? 0 : group.positive()) + (i == one ? label : 0);
            ends[size] = i;
            size++;
            while (size > 1 && positives[size - 2] * weights[size - 1] >= positives[size - 1] * weights[size - 2]) {
                size--;
                weights[size - 1] += weights[size];
                positives[size - 1] += positives[size];
                ends[size - 1] = ends[size];
            }
        }
        int block = 0;
        while (ends[block] < one) {
            block++;
        }
        return positives[block] / weights[block];
    }
}
