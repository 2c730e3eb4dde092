package org.countersign.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Takes in a model that was trained elsewhere. */
final class Bringing {

    /**
     * What is known of where it comes from.
     *
     * @param knownCases how many tell how sure it may be, and how usual a case is
     * @param typicality why that is unknown, so that people decide every case; none if it is known
     */
    private record Origin(
            String origin,
            String policy,
            int examples,
            int knownCases,
            @Nullable String typicality) {}

    private Bringing() {}

    static Training.Trained take(Policy policy, BroughtModel said, byte[] file, List<LabelledCase> examples) {
        var artifact = check(policy, said, file);
        var why = whyUnknown(policy, said, examples);
        if (why != null) {
            return taken(policy, artifact, examples, 0, why, null);
        }
        var split = Split.of(Examples.check(policy, examples));
        var parts = new TreeMap<>(artifact.parts());
        try {
            var encoder = Encoder.fromJson(artifact.part(Artifact.ENCODER));
            var calibration = Training.calibrate(encoder, split, parts);
            return taken(policy, new Artifact(parts), examples, split.known().size(), null, calibration);
        } catch (IOException e) {
            throw new IllegalStateException("What was just written cannot be read.", e);
        } catch (IllegalStateException e) {
            throw new InvalidInput(
                    "/columns",
                    "The model gives no probabilities for some of the use case's labelled cases.",
                    "Say what stands for a missing number (\"missing\"), and whether it gives log-odds (\"logits\").");
        }
    }

    private static Training.Trained taken(
            Policy policy,
            Artifact artifact,
            List<LabelledCase> examples,
            int known,
            @Nullable String why,
            @Nullable Calibration calibration) {
        var origin = new Origin("brought", policy.version(), examples.size(), known, why);
        return new Training.Trained(artifact, new String(Json.write(origin), UTF_8), calibration);
    }

    /** Unknown is safe: people decide. A calibrator that had never met a label would promise too much. */
    private static @Nullable String whyUnknown(Policy policy, BroughtModel said, List<LabelledCase> examples) {
        try {
            if (Split.of(examples).known().isEmpty()) {
                return "Unknown: there are " + examples.size() + " labelled cases to learn it from, and it takes 300"
                        + " with at least two labels. People decide every case. Import more and bring the model again.";
            }
            Examples.check(policy, examples);
        } catch (InvalidInput unfit) {
            return "Unknown: the labelled cases do not fit the policy. People decide every case.";
        }
        var others = new HashSet<>(examples.stream().map(LabelledCase::label).toList());
        others.removeAll(said.labels());
        return others.isEmpty()
                ? null
                : "Unknown: labelled cases have labels that the model does not give: " + String.join(", ", others)
                        + ". People decide every case.";
    }

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
