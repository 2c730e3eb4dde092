package org.countersign.prediction;

import com.oracle.labs.mlrg.olcut.config.json.JsonProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.countersign.decision.LabelledCase;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.mnb.MultinomialNaiveBayesTrainer;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** What Tribuo learns from encoded examples. A trainer of Tribuo's is used once, as it has a state. */
final class Fit {

    /** Example weights are honoured with batches of one only; larger ones average them away. */
    private static final int BATCH = 1;

    private static final int EPOCHS = 10;
    private static final double LEARNING_RATE = 0.1;
    private static final double SMOOTHING = 1e-6;

    /** A tree for every so many examples, within bounds: the more there are, the finer differences are no chance. */
    private static final int EXAMPLES_PER_ROUND = 100;

    private static final int FEWEST_ROUNDS = 100;
    private static final int MOST_ROUNDS = 300;
    private static final int DEPTH = 4;
    private static final double SHRINKAGE = 0.1;
    private static final double LEAST_CHILD_WEIGHT = 1;
    private static final double RIDGE = 1;

    private static final int FOREST = 100;
    private static final int FOREST_DEPTH = 6;
    private static final float FOREST_LEAST_WEIGHT = 5;
    private static final float COLUMNS_TRIED = 0.3f;

    private static final double BAYES_SMOOTHING = 1;

    private final Encoder encoder;
    private final List<LabelledCase> examples;
    private final Dataset<Label> data;
    private final long seed;
    private final Map<String, Provenance> origin;

    /** A model's parts and its provenance as JSON. */
    record Fitted(Map<String, byte[]> parts, String provenance) {}

    private Fit(
            Encoder encoder,
            List<LabelledCase> examples,
            Dataset<Label> data,
            long seed,
            Map<String, Provenance> origin) {
        this.encoder = encoder;
        this.examples = examples;
        this.data = data;
        this.seed = seed;
        this.origin = origin;
    }

    static Fitted run(
            Learner learner, Encoder encoder, List<LabelledCase> examples, long seed, Map<String, Provenance> origin) {
        var fit = new Fit(encoder, examples, dataset(encoder, learner, examples), seed, origin);
        return switch (learner) {
            case LINEAR -> fit.linear();
            case BOOSTED_TREES -> withNativeLibrary(fit::trees);
            case RANDOM_FOREST -> fit.forest();
            case NAIVE_BAYES -> fit.bayes();
        };
    }

    /** The library is loaded when it is first needed; whatever keeps it from loading is a linkage error. */
    static Fitted withNativeLibrary(Run run) {
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
        Fitted train() throws IOException, XGBoostError;
    }

    private static Dataset<Label> dataset(Encoder encoder, Learner learner, List<LabelledCase> examples) {
        var labels = new LabelFactory();
        var data = new MutableDataset<>(new SimpleDataSourceProvenance("examples of Countersign", labels), labels);
        var names = encoder.columnNames();
        for (var example : examples) {
            var row = new ArrayExample<>(new Label(example.label()), (float) example.weight());
            var columns = encoder.encode(example.subject());
            for (int i = 0; i < columns.size(); i++) {
                double value = columns.value(i);
                // trees are scored in single precision, so that is what they are to split
                row.add(names.get(columns.column(i)), learner == Learner.RANDOM_FOREST ? (float) value : value);
            }
            if (learner == Learner.BOOSTED_TREES) {
                // Tribuo refuses a row without features, which a case with no value at all is; a constant never splits
                row.add("constant", 1);
            }
            data.add(row);
        }
        return data;
    }

    private Fitted linear() {
        var optimiser = new AdaGrad(LEARNING_RATE, SMOOTHING);
        var trainer = new LinearSGDTrainer(new LogMulticlass(), optimiser, EPOCHS, -1, BATCH, seed);
        return fitted(trainer.train(data, origin), Map.of());
    }

    private Fitted trees() throws IOException, XGBoostError {
        var trainer = new XGBoostClassificationTrainer(
                BoosterType.GBTREE,
                TreeMethod.HIST,
                Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, examples.size() / EXAMPLES_PER_ROUND)),
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
            return fitted(model, Map.of(Artifact.TREES, Trees.toJson(labels, dumps)));
        } finally {
            // or the native memory waits for the garbage collector
            booster.dispose();
        }
    }

    private Fitted forest() {
        float columns = Math.min(0.99f, Math.max(1f / data.getFeatureMap().size(), COLUMNS_TRIED));
        var tree = new CARTClassificationTrainer(FOREST_DEPTH, FOREST_LEAST_WEIGHT, 0, columns, new GiniIndex(), seed);
        var trainer = new RandomForestTrainer<>(tree, new VotingCombiner(), FOREST, seed);
        var model = (WeightedEnsembleModel<Label>) trainer.train(data, origin);
        var columnOf = columnsOfFeatures(model);
        var rows = examples.stream()
                .map(e -> new ForestDump.Row(encoder.encode(e.subject()).dense(encoder.width()), e.weight()))
                .toList();
        var dump = ForestDump.toJson(model, feature -> Integer.parseInt(columnOf[feature]), rows);
        return fitted(model, Map.of(Artifact.FOREST, dump));
    }

    private Fitted bayes() {
        var model = new MultinomialNaiveBayesTrainer(BAYES_SMOOTHING).train(data, origin);
        var weights = Bayes.toJson(model, data, BAYES_SMOOTHING, encoder.columnNames());
        return fitted(model, Map.of(Artifact.WEIGHTS, weights));
    }

    /** Without that of each tree, which says nothing new and is a megabyte. */
    private ModelProvenance own(ModelProvenance provenance) {
        return provenance instanceof EnsembleModelProvenance
                ? new ModelProvenance(
                        provenance.getClassName(),
                        provenance.getTrainingTime(),
                        provenance.getDatasetProvenance(),
                        provenance.getTrainerProvenance(),
                        origin)
                : provenance;
    }

    /** Trees know Tribuo's feature numbers; the dump is to speak of our columns. */
    private String[] columnsOfFeatures(org.tribuo.Model<Label> model) {
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

    private Fitted fitted(org.tribuo.Model<Label> model, Map<String, byte[]> more) {
        var parts = new TreeMap<>(more);
        parts.put(Artifact.TRIBUO, model.serialize().toByteArray());
        var provenance = new JsonProvenanceSerialization(false).marshalAndSerialize(own(model.getProvenance()));
        return new Fitted(parts, provenance);
    }
}
