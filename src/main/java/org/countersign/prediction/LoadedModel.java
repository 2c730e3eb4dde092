package org.countersign.prediction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.countersign.decision.Case;
import org.countersign.decision.Contribution;
import org.countersign.decision.Prediction;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** A model ready to predict. Immutable but for a note of the policy it was last found to fit. */
final class LoadedModel {

    private static final Comparator<Contribution> LARGEST_FIRST = Comparator.comparingDouble(
                    (Contribution c) -> Math.abs(c.contribution()))
            .reversed();

    private final String version;
    private final Encoder encoder;
    private final Scorer scorer;
    private final Calibrator calibrator;
    private final @Nullable Typicality typicality;
    private final int[] fieldOfColumn;
    private volatile String fits = "";

    private LoadedModel(
            String version, Encoder encoder, Scorer scorer, Calibrator calibrator, @Nullable Typicality typicality) {
        this.version = version;
        this.encoder = encoder;
        this.scorer = scorer;
        this.calibrator = calibrator;
        this.typicality = typicality;
        this.fieldOfColumn = encoder.fieldOfColumn();
    }

    static LoadedModel load(String version, Artifact artifact) {
        try {
            var encoder = Encoder.fromJson(artifact.part(Artifact.ENCODER));
            var calibrator = artifact.has(Artifact.CALIBRATOR)
                    ? Json.read(artifact.part(Artifact.CALIBRATOR), Calibrator.Stored.class)
                            .calibrator()
                    : new AsItIs();
            var typicality =
                    artifact.has(Artifact.TYPICALITY) ? Typicality.fromJson(artifact.part(Artifact.TYPICALITY)) : null;
            return new LoadedModel(version, encoder, scorer(artifact, encoder), calibrator, typicality);
        } catch (IOException | RuntimeException e) {
            throw new ModelDamaged(version, "it cannot be read.", e);
        }
    }

    private static Scorer scorer(Artifact artifact, Encoder encoder) throws IOException {
        if (artifact.has(Artifact.TREES)) {
            return Trees.load(artifact.part(Artifact.TREES), encoder.width());
        }
        if (artifact.has(Artifact.ONNX)) {
            return Onnx.load(
                    artifact.part(Artifact.ONNX), Json.read(artifact.part(Artifact.BROUGHT), BroughtModel.class));
        }
        if (artifact.has(Artifact.FOREST)) {
            return Forest.load(artifact.part(Artifact.FOREST), encoder.width());
        }
        return artifact.has(Artifact.WEIGHTS)
                ? Linear.fromJson(artifact.part(Artifact.WEIGHTS))
                : Linear.load(artifact.part(Artifact.TRIBUO), encoder.columnNames());
    }

    Prediction predict(Policy policy, Case subject) {
        requireFit(policy);
        var columns = encoder.encode(subject);
        var margins = scorer.margins(columns);
        int best = Softmax.greatest(margins);
        if (!Double.isFinite(margins[best])) {
            throw new ModelDamaged(version, "its answer is not a number.", null);
        }
        // the label is the model's own; the calibrator says only how sure it may be
        var probabilities = calibrator.apply(scorer.probabilities(margins));
        var scores = new HashMap<String, Double>();
        // a label that no example had is as good as impossible to this model, and says so
        policy.labels().forEach(label -> scores.put(label.name(), 0.0));
        for (int label = 0; label < margins.length; label++) {
            scores.put(scorer.labels().get(label), probabilities[label]);
        }
        return new Prediction(
                scorer.labels().get(best),
                probabilities[best],
                scores,
                typicality == null ? null : typicality.of(encoder, new Encoded(subject, columns)),
                contributions(subject, columns, best),
                version);
    }

    private List<Contribution> contributions(Case subject, Columns columns, int label) {
        if (!scorer.explains()) {
            return List.of();
        }
        var byField = new double[encoder.fields().size()];
        scorer.contribute(columns, label, fieldOfColumn, byField);
        return contributions(subject, byField);
    }

    /** Estimated where the model does not say them itself: it is asked up to 256 times. */
    List<Contribution> estimate(Case subject, String label) {
        int at = scorer.labels().indexOf(label);
        var fields = encoder.fields();
        var byField = Lime.explain(fields.size(), known -> {
            var left = new HashMap<>(subject.fields());
            for (int f = 0; f < fields.size(); f++) {
                if (!known[f]) {
                    left.remove(fields.get(f).field());
                }
            }
            return Calibrator.logit(probabilities(new Case(left))[at]);
        });
        return contributions(subject, byField);
    }

    private List<Contribution> contributions(Case subject, double[] byField) {
        var contributions = new ArrayList<Contribution>(byField.length);
        for (int f = 0; f < byField.length; f++) {
            var name = encoder.fields().get(f).field();
            contributions.add(new Contribution(name, subject.fields().get(name), byField[f]));
        }
        contributions.sort(LARGEST_FIRST);
        return contributions;
    }

    void requireFit(Policy policy) {
        if (fits.equals(policy.version())) {
            return;
        }
        if (!encoder.fits(policy) || !policy.labelNames().containsAll(scorer.labels())) {
            throw new ModelUnfit(version);
        }
        fits = policy.version();
    }

    /** What the model itself says, before it is calibrated. */
    double[] probabilities(Case subject) {
        return scorer.probabilities(scorer.margins(encoder.encode(subject)));
    }

    Encoder encoder() {
        return encoder;
    }

    Scorer scorer() {
        return scorer;
    }
}
