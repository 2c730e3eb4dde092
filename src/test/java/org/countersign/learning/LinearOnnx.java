package org.countersign.learning;

import ai.onnx.proto.OnnxMl;
import java.util.List;

/** Exports a line and a softmax to ONNX, as any toolkit would, and says itself what the file has to say. */
final class LinearOnnx {

    private final float[][] weights;
    private final float[] bias;

    private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;

    private LinearOnnx(float[][] weights, float[] bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** The columns are the weight and the two routes; the labels {@code lost} and {@code found}. */
    static LinearOnnx parcels() {
        return new LinearOnnx(new float[][] {{.002f, -.002f}, {1.5f, -1}, {-.5f, .8f}}, new float[] {-.4f, .3f});
    }

    double[] probabilities(double... columns) {
        var scores = new double[bias.length];
        double sum = 0;
        for (int label = 0; label < bias.length; label++) {
            double score = bias[label];
            for (int c = 0; c < columns.length; c++) {
                score += columns[c] * weights[c][label];
            }
            scores[label] = Math.exp(score);
            sum += scores[label];
        }
        for (int label = 0; label < bias.length; label++) {
            scores[label] /= sum;
        }
        return scores;
    }

    OnnxMl.ModelProto model() {
        var matrix = tensor("w", weights.length, bias.length);
        for (var row : weights) {
            for (var weight : row) {
                matrix.addFloatData(weight);
            }
        }
        var offsets = tensor("b", bias.length);
        for (var offset : bias) {
            offsets.addFloatData(offset);
        }
        var graph = OnnxMl.GraphProto.newBuilder()
                .setName("linear")
                .addInput(row("x", weights.length))
                .addOutput(row("p", bias.length))
                .addInitializer(matrix)
                .addInitializer(offsets)
                .addNode(node("Gemm", List.of("x", "w", "b"), "z"))
                .addNode(node("Softmax", List.of("z"), "p"));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
    }

    private static OnnxMl.TensorProto.Builder tensor(String name, int... dimensions) {
        var tensor = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (var dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static OnnxMl.NodeProto node(String type, List<String> inputs, String output) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static OnnxMl.ValueInfoProto row(String name, int width) {
        var shape = OnnxMl.TensorShapeProto.newBuilder();
        for (int size : new int[] {1, width}) {
            shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(FLOAT)
                                .setShape(shape)))
                .build();
    }
}
