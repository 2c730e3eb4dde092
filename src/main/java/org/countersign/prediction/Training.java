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

/** One training run: same examples and seed, same predictions. */
final class Training {

    /** A trained model and its provenance as JSON. */
    record Trained(Artifact artifact, String provenance) {}

    private Training() {}

    static Trained run(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        var sorted = Examples.check(policy, examples);
        var encoder = Encoder.learn(policy, learner, sorted);
        var fitted = Fit.run(learner, encoder, sorted, seed, origin(policy, sorted, seed));
        var parts = new TreeMap<>(fitted.parts());
        parts.put(Artifact.ENCODER, encoder.toJson());
        return new Trained(new Artifact(parts), fitted.provenance());
    }

    private static Map<String, Provenance> origin(Policy policy, List<LabelledCase> sorted, long seed) {
        var origin = new TreeMap<String, Provenance>();
        origin.put("use-case", new StringProvenance("use-case", policy.useCase()));
        origin.put("policy", new StringProvenance("policy", policy.version()));
        origin.put("examples", new IntProvenance("examples", sorted.size()));
        origin.put("examples-digest", new StringProvenance("examples-digest", Examples.digest(sorted)));
        origin.put("seed", new LongProvenance("seed", seed));
        return origin;
    }
}
