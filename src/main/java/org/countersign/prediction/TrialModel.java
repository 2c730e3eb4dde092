package org.countersign.prediction;

import java.util.List;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Prediction;
import org.countersign.policy.Policy;

/** A model that is trained to be tried out, and stored nowhere. It decides nothing. */
public final class TrialModel {

    private static final String VERSION = "trial";

    private final Policy policy;
    private final LoadedModel model;

    private TrialModel(Policy policy, LoadedModel model) {
        this.policy = policy;
        this.model = model;
    }

    /**
     * Trains exactly as a stored model is trained.
     *
     * @throws InvalidInput if the examples cannot be learned from
     * @throws LearnerUnavailable if this machine cannot train with that learner
     */
    public static TrialModel train(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        var trained = Training.run(policy, learner, examples, seed);
        return new TrialModel(policy, LoadedModel.load(VERSION, trained.artifact()));
    }

    public Prediction predict(Case subject) {
        return model.predict(policy, subject);
    }
}
