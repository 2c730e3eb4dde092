package org.countersign.prediction;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** One training run: same examples and seed, same predictions. A trainer of Tribuo's is used once, as it has a state. */
final class Training {

    /** Example weights are honoured with batches of one only; larger ones average them away. */
    private static final int BATCH = 1;

    private static final int EPOCHS = 10;
    private static final double LEARNING_RATE = 0.1;
    private static final double SMOOTHING = 1e-6;

    private static final int ROUNDS = 100;
    private static final int DEPTH = 4;
    private static final double SHRINKAGE = 0.1;
    private static final double LEAST_CHILD_WEIGHT = 1;
    private static final double RIDGE = 1;

    private final Encoder encoder;
    private final Dataset<Label> data;
    private final long seed;
    private final Map<String, Provenance> origin;

    /** A trained model and its provenance as JSON. */
    record Trained(Artifact artifact, String provenance) {}

    private Training(Encoder encoder, Dataset<Label> data, long seed, Map<String, Provenance> origin) {
        this.encoder = encoder;
        this.data = data;
        this.seed = seed;
        this.origin = origin;
    }

    static Trained run(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        var sorted = Examples.check(policy, examples);
        var encoder = Encoder.learn(policy, learner, sorted);
        var origin = new TreeMap<String, Provenance>();
        origin.put("use-case", new StringProvenance("use-case", policy.useCase()));
        origin.put("policy", new StringProvenance("policy", policy.version()));
        origin.put("examples", new IntProvenance("examples", sorted.size()));
        origin.put("examples-digest", new StringProvenance("examples-digest", Examples.digest(sorted)));
        var training = new Training(encoder, dataset(encoder, learner, sorted), seed, origin);
        return switch (learner) {
            case LINEAR -> training.linear();
            case BOOSTED_TREES -> withNativeLibrary(training::trees);
            case RANDOM_FOREST, NAIVE_BAYES ->
                throw new LearnerUnavailable(learner + " cannot be trained yet. Use LINEAR.");
        };
    }

    /** The library is loaded when it is first needed; whatever keeps it from loading is a linkage error. */
    static Trained withNativeLibrary(Run run) {
        try {
            return run.train();
        } catch (LinkageError e) {
            throw new LearnerUnavailable(e);
        } catch (IOException | XGBoostError e) {
            throw new IllegalStateException("XGBoost failed to train.", e);
        }
    }

    /** A training run with native code. */
    interface Run {
        Trained train() throws IOException, XGBoostError;
    }

    private static Dataset<Label> dataset(Encoder encoder, Learner learner, List<LabelledCase> examples) {
        var labels = new LabelFactory();
        var data = new MutableDataset<>(new SimpleDataSourceProvenance("examples of Countersign", labels), labels);
        var names = encoder.columnNames();
        for (var example : examples) {
            var row = new ArrayExample<>(new Label(example.label()), (float) example.weight());
            var columns = encoder.encode(example.subject());
            for (int i = 0; i < columns.size(); i++) {
                row.add(names.get(columns.column(i)), columns.value(i));
            }
            if (learner == Learner.BOOSTED_TREES) {
                // Tribuo refuses a row without features, which a case with no value at all is; a constant never splits
                row.add("constant", 1);
            }
            data.add(row);
        }
        return data;
    }

    private Trained linear() {
        var optimiser = new AdaGrad(LEARNING_RATE, SMOOTHING);
        var trainer = new LinearSGDTrainer(new LogMulticlass(), optimiser, EPOCHS, -1, BATCH, seed);
        return trained(trainer.train(data, origin), Map.of());
    }

    private Trained trees() throws IOException, XGBoostError {
        var trainer = new XGBoostClassificationTrainer(
                BoosterType.GBTREE,
                TreeMethod.HIST,
                ROUNDS,
                SHRINKAGE,
                0,
                DEPTH,
                LEAST_CHILD_WEIGHT,
                1,
                1,
                RIDGE,
                0,
                1,
                LoggingVerbosity.SILENT,
                seed);
        XGBoostModel<Label> model = trainer.train(data, origin);
        var booster = model.getInnerModels().get(0);
        try {
            var labels = new ArrayList<String>();
            for (int i = 0; i < model.getOutputIDInfo().size(); i++) {
                labels.add(model.getOutputIDInfo().getOutput(i).getLabel());
            }
            var dumps = booster.getModelDump(columnsOfFeatures(model), true, "json");
            return trained(model, Map.of(Artifact.TREES, Trees.toJson(labels, dumps)));
        } finally {
            // or the native memory waits for the garbage collector
            booster.dispose();
        }
    }

    /** XGBoost knows Tribuo's feature numbers; the dump is to speak of our columns. */
    private String[] columnsOfFeatures(XGBoostModel<Label> model) {
        var features = model.getFeatureIDMap();
        var columns = new String[features.size()];
        Arrays.fill(columns, "-1");
        var names = encoder.columnNames();
        for (int column = 0; column < names.size(); column++) {
            int id = features.getID(names.get(column));
            if (id >= 0) {
                columns[id] = Integer.toString(column);
            }
        }
        return columns;
    }

    private Trained trained(org.tribuo.Model<Label> model, Map<String, byte[]> more) {
        var parts = new TreeMap<>(more);
        parts.put(Artifact.TRIBUO, model.serialize().toByteArray());
        parts.put(Artifact.ENCODER, encoder.toJson());
        var provenance = new JsonProvenanceSerialization(false).marshalAndSerialize(model.getProvenance());
        return new Trained(new Artifact(parts), provenance);
    }
}
