package org.countersign.prediction;

import java.util.Arrays;

/** A case as numbers: the columns that are not empty, and their values. */
final class Columns {

    private int[] columns = new int[32];
    private double[] values = new double[32];
    private int size;

    void add(int column, double value) {
        if (size == columns.length) {
            columns = Arrays.copyOf(columns, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        columns[size] = column;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int column(int i) {
        return columns[i];
    }

    double value(int i) {
        return values[i];
    }

    /** As XGBoost sees it: single precision, and NaN for what is absent. */
    float[] dense(int width) {
        var dense = new float[width];
        Arrays.fill(dense, Float.NaN);
        for (int i = 0; i < size; i++) {
            dense[columns[i]] = (float) values[i];
        }
        return dense;
    }
}
