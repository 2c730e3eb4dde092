package org.countersign.prediction;

import java.util.Arrays;

/** A case as numbers: the columns that are not empty, and their values. */
final class Columns {

    private int[] columns = new int[32];
    private double[] values = new double[32];
    private int size;
    /** Column and share, by turns; there is one pair for each text. */
    private double[] strange = {};

    void add(int column, double value) {
        if (size == columns.length) {
            columns = Arrays.copyOf(columns, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        columns[size] = column;
        values[size++] = value;
    }

    /** Of the text whose columns begin there, this share of the terms is none that training saw. */
    void strange(int first, double share) {
        strange = Arrays.copyOf(strange, strange.length + 2);
        strange[strange.length - 2] = first;
        strange[strange.length - 1] = share;
    }

    double strange(int first) {
        for (int i = 0; i < strange.length; i += 2) {
            if (strange[i] == first) {
                return strange[i + 1];
            }
        }
        return 0;
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
