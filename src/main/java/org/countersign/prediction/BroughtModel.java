package org.countersign.prediction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to ask an ONNX model that was trained elsewhere.
 *
 * @param input the tensor that takes the columns, single precision, one row at a time
 * @param output the tensor that gives a number for each label
 * @param logits whether those numbers are log-odds; else they are probabilities
 * @param labels in the order of the output
 * @param columns in the order of the input; a category takes as many as it has values
 */
public record BroughtModel(String input, String output, boolean logits, List<String> labels, List<Column> columns) {

    /**
     * A field that the model is given.
     *
     * @param values of a category, in the order of their columns; none for a number
     * @param missing what stands for a missing number; not a number (NaN) if none is named
     */
    public record Column(
            String field,
            @Nullable List<String> values,
            @Nullable Double missing) {

        int width() {
            return values == null ? 1 : values.size();
        }
    }

    public BroughtModel {
        labels = List.copyOf(labels);
        columns = List.copyOf(columns);
    }

    int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }
}
