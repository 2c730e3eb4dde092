package org.countersign.prediction;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.countersign.decision.InvalidInput;

/** Reads an ONNX file before any native code sees it. */
final class OnnxFile {

    private static final int LARGEST = 50_000_000;
    private static final String AT = "/model";

    private OnnxFile() {}

    static void check(byte[] file) {
        if (file.length > LARGEST) {
            throw new InvalidInput(AT, "The file is larger than 50 MB.", "Bring a smaller model.");
        }
        try {
            var model = ModelProto.parseFrom(file);
            if (model.getGraph().getNodeCount() == 0 || model.getOpsetImportCount() == 0) {
                throw notOnnx();
            }
            requireWhole(model.getGraph());
            model.getFunctionsList().forEach(function -> requireWhole(function.getNodeList()));
        } catch (InvalidProtocolBufferException e) {
            throw notOnnx();
        }
    }

    private static InvalidInput notOnnx() {
        return new InvalidInput(AT, "The file is no ONNX model.", "Export the model as ONNX, in one file.");
    }

    private static void requireWhole(GraphProto graph) {
        graph.getInitializerList().forEach(OnnxFile::requireWhole);
        graph.getSparseInitializerList().forEach(sparse -> {
            requireWhole(sparse.getValues());
            requireWhole(sparse.getIndices());
        });
        requireWhole(graph.getNodeList());
    }

    private static void requireWhole(List<NodeProto> nodes) {
        for (var node : nodes) {
            for (AttributeProto attribute : node.getAttributeList()) {
                requireWhole(attribute.getT());
                attribute.getTensorsList().forEach(OnnxFile::requireWhole);
                requireWhole(attribute.getSparseTensor().getValues());
                if (attribute.hasG()) {
                    requireWhole(attribute.getG());
                }
                attribute.getGraphsList().forEach(OnnxFile::requireWhole);
            }
        }
    }

    /** A path in the file would make the native code read whatever lies there. */
    private static void requireWhole(TensorProto tensor) {
        if (tensor.getExternalDataCount() > 0 || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new InvalidInput(
                    AT,
                    "The tensor " + tensor.getName() + " lies outside of the file.",
                    "Export the model with its weights, in one file.");
        }
    }
}
