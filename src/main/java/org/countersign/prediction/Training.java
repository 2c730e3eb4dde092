package org.countersign.prediction;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** One training run: same examples and seed, same predictions. */
final class Training {

    /** A trained model and its provenance as JSON; {@code calibration} is null when there were too few examples. */
    record Trained(
            Artifact artifact, String provenance, @Nullable Calibration calibration) {}

    private Training() {}

    static Trained run(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        var sorted = Examples.check(policy, examples);
        var split = Split.of(sorted);
        var encoder = Encoder.learn(policy, learner, split.training());
        var fitted = Fit.run(learner, encoder, split.training(), seed, origin(policy, sorted, split, seed));
        var parts = new TreeMap<>(fitted.parts());
        parts.put(Artifact.ENCODER, encoder.toJson());
        var calibration = split.known().isEmpty() ? null : calibrate(encoder, split, parts);
        return new Trained(new Artifact(parts), fitted.provenance(), calibration);
    }

    static Calibration calibrate(Encoder encoder, Split split, Map<String, byte[]> parts) {
        var model = LoadedModel.load("in training", new Artifact(parts));
        var labels = model.scorer().labels();
        var scored = split.known().stream()
                .map(e -> new Scored(model.probabilities(e.subject()), labels.indexOf(e.label()), e.weight()))
                .toList();
        var chosen = Calibrating.choose(scored);
        parts.put(Artifact.CALIBRATOR, Json.write(new Calibrator.Stored(chosen.calibrator())));
        parts.put(
                Artifact.TYPICALITY,
                Typicality.learn(encoder, split.training(), split.known()).toJson());
        return chosen.calibration();
    }

    private static Map<String, Provenance> origin(Policy policy, List<LabelledCase> sorted, Split split, long seed) {
        var origin = new TreeMap<String, Provenance>();
        origin.put("use-case", new StringProvenance("use-case", policy.useCase()));
        origin.put("policy", new StringProvenance("policy", policy.version()));
        origin.put("examples", new IntProvenance("examples", sorted.size()));
        origin.put("examples-digest", new StringProvenance("examples-digest", Examples.digest(sorted)));
        origin.put(
                "calibrated-on",
                new IntProvenance("calibrated-on", split.known().size()));
        origin.put("seed", new LongProvenance("seed", seed));
        return origin;
    }
}
