package org.countersign.prediction;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.Map;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policy;

/** Takes in a model that was trained elsewhere. */
final class Bringing {

    private Bringing() {}

    static Artifact check(Policy policy, BroughtModel said, byte[] file) {
        var encoder = BroughtCheck.encoder(policy, said);
        OnnxFile.check(file);
        try {
            Onnx.load(file, said).check();
        } catch (IOException | OrtException e) {
            throw new InvalidInput("/model", String.valueOf(e.getMessage()), "Export it for ONNX's runtime 1.20.");
        }
        return new Artifact(
                Map.of(Artifact.ONNX, file, Artifact.BROUGHT, Json.write(said), Artifact.ENCODER, encoder.toJson()));
    }
}
