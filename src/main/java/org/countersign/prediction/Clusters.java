package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;

/**
 * Which of many unlabelled cases are typical of the rest: k-means on the columns that a linear model sees, begun by
 * k-means++. Protected fields take no part. Same cases and seed, same answer.
 */
public final class Clusters {

    private static final int MOST = 200;
    private static final int ROUNDS = 10;

    private final List<Columns> cases;
    private final double[][] centres;
    private final double[] lengths;
    private final int[] cluster;
    private final double[] distance;

    private Clusters(List<Columns> cases, int width, int k) {
        this.cases = cases;
        this.centres = new double[k][width];
        this.lengths = new double[k];
        this.cluster = new int[cases.size()];
        this.distance = new double[cases.size()];
    }

    /**
     * The places in {@code unlabelled} of so many typical cases: the middle ones of the largest clusters that no
     * labelled case lies in; if all have some, of those that have fewest.
     */
    public static List<Integer> typical(
            Policy policy, List<Case> labelled, List<Case> unlabelled, int count, long seed) {
        if (unlabelled.isEmpty() || count <= 0) {
            return List.of();
        }
        var all = new ArrayList<LabelledCase>();
        unlabelled.forEach(c -> all.add(new LabelledCase("", c, "", 1)));
        labelled.forEach(c -> all.add(new LabelledCase("", c, "", 1)));
        var encoder = Encoder.learn(policy, Learner.LINEAR, all);
        var k = Math.min(Math.min(MOST, labelled.size() + count), unlabelled.size());
        var clusters =
                new Clusters(all.stream().map(c -> encoder.encode(c.subject())).toList(), encoder.width(), k);
        clusters.fit(new Random(seed));
        return clusters.typical(unlabelled.size(), count);
    }

    private List<Integer> typical(int unlabelled, int count) {
        var known = new int[centres.length];
        var members = IntStream.range(0, centres.length)
                .mapToObj(c -> new ArrayList<Integer>())
                .toList();
        for (int i = 0; i < cases.size(); i++) {
            if (i < unlabelled) {
                members.get(cluster[i]).add(i);
            } else {
                known[cluster[i]]++;
            }
        }
        var order = IntStream.range(0, centres.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> known[c])
                        .thenComparing(c -> -members.get(c).size()))
                .toList();
        members.forEach(m -> m.sort(Comparator.comparingDouble(i -> distance[i])));
        var chosen = new ArrayList<Integer>();
        for (int turn = 0; chosen.size() < Math.min(count, unlabelled); turn++) {
            for (var c : order) {
                if (turn < members.get(c).size() && chosen.size() < count) {
                    chosen.add(members.get(c).get(turn));
                }
            }
        }
        return chosen;
    }

    private void fit(Random random) {
        begin(random);
        for (int round = 0; round < ROUNDS && assign(); round++) {
            move();
        }
    }

    /** Each centre is a case, drawn by its squared distance to the centres before. */
    private void begin(Random random) {
        Arrays.fill(distance, Double.MAX_VALUE);
        int next = random.nextInt(cases.size());
        for (int c = 0; c < centres.length; c++) {
            set(c, cases.get(next));
            double sum = 0;
            for (int i = 0; i < cases.size(); i++) {
                distance[i] = Math.min(distance[i], distance(cases.get(i), c));
                sum += distance[i];
            }
            double at = random.nextDouble() * sum;
            for (next = 0; next < cases.size() - 1 && (at -= distance[next]) > 0; ) {
                next++;
            }
        }
    }

    private void set(int centre, Columns columns) {
        for (int i = 0; i < columns.size(); i++) {
            centres[centre][columns.column(i)] = columns.value(i);
        }
        lengths[centre] = square(centres[centre]);
    }

    /** Whether any case changed sides. */
    private boolean assign() {
        boolean changed = false;
        for (int i = 0; i < cases.size(); i++) {
            int nearest = 0;
            double least = Double.MAX_VALUE;
            for (int c = 0; c < centres.length; c++) {
                double away = distance(cases.get(i), c);
                if (away < least) {
                    least = away;
                    nearest = c;
                }
            }
            changed |= nearest != cluster[i] || distance[i] != least;
            cluster[i] = nearest;
            distance[i] = least;
        }
        return changed;
    }

    private void move() {
        var sizes = new int[centres.length];
        for (int i = 0; i < cases.size(); i++) {
            sizes[cluster[i]]++;
        }
        for (int c = 0; c < centres.length; c++) {
            if (sizes[c] > 0) {
                Arrays.fill(centres[c], 0);
            }
        }
        for (int i = 0; i < cases.size(); i++) {
            var columns = cases.get(i);
            for (int j = 0; j < columns.size(); j++) {
                centres[cluster[i]][columns.column(j)] += columns.value(j) / sizes[cluster[i]];
            }
        }
        for (int c = 0; c < centres.length; c++) {
            lengths[c] = square(centres[c]);
        }
    }

    private double distance(Columns columns, int centre) {
        double distance = lengths[centre];
        for (int i = 0; i < columns.size(); i++) {
            double value = columns.value(i);
            distance += value * value - 2 * value * centres[centre][columns.column(i)];
        }
        return Math.max(0, distance);
    }

    private static double square(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
