package org.countersign.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * A slope and a shift of the log-odds of each label against all others, then as shares of their sum (Platt 1999).
 *
 * @param slopes one for each label
 * @param shifts one for each label
 */
record Platt(List<Double> slopes, List<Double> shifts) implements Calibrator {

    private static final int STEPS = 50;
    private static final int HALVINGS = 20;
    private static final double RIDGE = 1e-6;
    private static final double ENOUGH = 1e-10;

    Platt {
        slopes = List.copyOf(slopes);
        shifts = List.copyOf(shifts);
    }

    static Platt fit(List<Scored> known) {
        int labels = known.get(0).probabilities().length;
        var slopes = new ArrayList<Double>();
        var shifts = new ArrayList<Double>();
        for (int label = 0; label < labels; label++) {
            var fitted = fit(known, label);
            slopes.add(fitted[0]);
            shifts.add(fitted[1]);
        }
        return new Platt(slopes, shifts);
    }

    /** Newton's method on the log loss against Platt's smoothed targets, which no label reaches. */
    private static double[] fit(List<Scored> known, int label) {
        int n = known.size();
        var x = new double[n];
        var target = new double[n];
        var weight = new double[n];
        double with = 0;
        double all = 0;
        for (var one : known) {
            with += one.right() == label ? one.weight() : 0;
            all += one.weight();
        }
        for (int i = 0; i < n; i++) {
            x[i] = Calibrator.logit(known.get(i).probabilities()[label]);
            target[i] = known.get(i).right() == label ? (with + 1) / (with + 2) : 1 / (all - with + 2);
            weight[i] = known.get(i).weight();
        }
        var line = new double[] {0, Math.log((with + 1) / (all - with + 1))};
        double loss = loss(line, x, target, weight);
        for (int i = 0; i < STEPS; i++) {
            var step = step(line, x, target, weight);
            var next = line;
            double lower = loss;
            for (int half = 0; half < HALVINGS && lower >= loss; half++) {
                double part = Math.pow(0.5, half);
                next = new double[] {line[0] - part * step[0], line[1] - part * step[1]};
                lower = loss(next, x, target, weight);
            }
            if (!(lower < loss - ENOUGH)) {
                break;
            }
            line = next;
            loss = lower;
        }
        // a falling line would say that surer is wronger, which takes more than these labels to believe
        return line[0] > 0 ? line : new double[] {1, 0};
    }

    private static double loss(double[] line, double[] x, double[] target, double[] weight) {
        double loss = 0;
        for (int i = 0; i < x.length; i++) {
            double z = line[0] * x[i] + line[1];
            // log(1 + e^z) - target * z, without e^z where that overflows
            loss += weight[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target[i] * z);
        }
        return loss;
    }

    private static double[] step(double[] line, double[] x, double[] target, double[] weight) {
        double toSlope = 0;
        double toShift = 0;
        double bySlope = RIDGE;
        double across = 0;
        double byShift = RIDGE;
        for (int i = 0; i < x.length; i++) {
            double p = Calibrator.sigmoid(line[0] * x[i] + line[1]);
            double off = weight[i] * (p - target[i]);
            double curve = weight[i] * p * (1 - p);
            toSlope += off * x[i];
            toShift += off;
            bySlope += curve * x[i] * x[i];
            across += curve * x[i];
            byShift += curve;
        }
        double area = bySlope * byShift - across * across;
        return new double[] {
            (byShift * toSlope - across * toShift) / area, (bySlope * toShift - across * toSlope) / area
        };
    }

    @Override
    public double[] apply(double[] probabilities) {
        var parts = new double[probabilities.length];
        for (int label = 0; label < parts.length; label++) {
            double x = Calibrator.logit(probabilities[label]);
            parts[label] = Calibrator.sigmoid(slopes.get(label) * x + shifts.get(label));
        }
        return Calibrator.normalised(parts);
    }

    @Override
    public String method() {
        return "platt";
    }
}
