package org.countersign.prediction;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Prediction;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The registry of models: trains them, keeps them, and asks them. A stored model never changes, but for its status. */
@Component
public class Models {

    private static final int ATTEMPTS = 10;

    /** Of fewer labelled cases none are spared, typicality is unknown, and people decide everything. */
    public static final int LEAST_FOR_TYPICALITY = Split.LEAST_EXAMPLES;

    /** Replaying years of decisions must not keep all their models in memory. */
    private static final int MOST_LOADED = 50;

    private final StoredModels stored;
    private final TransactionTemplate attempt;
    private final Clock clock;
    private final ConcurrentHashMap<Key, LoadedModel> loaded = new ConcurrentHashMap<>();

    private record Key(String useCase, String version) {}

    Models(StoredModels stored, PlatformTransactionManager transactions, Clock clock) {
        this.stored = stored;
        this.clock = clock;
        // nested: joins the caller's transaction, and a lost race takes back the attempt only
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * The opinion of one model about one case.
     *
     * @throws ModelNotFound if there is no such model
     * @throws ModelDamaged if what is stored is not what was trained
     * @throws ModelUnfit if the model was trained for other fields or labels than the policy's
     * @throws InvalidInput if a value is not of its field's type, or of no field at all
     */
    public Prediction predict(Policy policy, String version, Case subject) {
        return model(policy, version).predict(policy, subject);
    }

    /**
     * Whether a model can be asked under a policy at all.
     *
     * @throws ModelNotFound if there is no such model
     * @throws ModelDamaged if what is stored is not what was trained
     * @throws ModelUnfit if the model was trained for other fields or labels than the policy's
     */
    public void requireFit(Policy policy, String version) {
        model(policy, version).requireFit(policy);
    }

    private LoadedModel model(Policy policy, String version) {
        var key = new Key(policy.useCase(), version);
        var model = loaded.get(key);
        return model != null ? model : load(key);
    }

    /**
     * Trains a model, which can take minutes, and stores it as a challenger.
     *
     * @throws InvalidInput if the examples cannot be learned from
     * @throws LearnerUnavailable if this machine cannot train with that learner
     */
    public Model train(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        var trained = Training.run(policy, learner, examples, seed);
        return stored(policy.useCase(), learner, examples.size(), trained);
    }

    private Model stored(String useCase, @Nullable Learner learner, int examples, Training.Trained trained) {
        for (int i = 1; ; i++) {
            try {
                return attempt.execute(status -> store(useCase, learner, examples, trained));
            } catch (DuplicateKeyException | TransientDataAccessException e) {
                // another training has just taken the number, or has taken it and not committed yet
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Stores a model that was trained elsewhere as a challenger.
     *
     * @param file in ONNX
     * @param examples tell how sure it may be and how usual a case is, if there are enough; else that stays unknown
     * @throws InvalidInput if the file is not what it is said to be, or does not fit the policy
     * @throws LearnerUnavailable if this machine cannot ask such models
     */
    public Model bring(Policy policy, BroughtModel said, byte[] file, List<LabelledCase> examples) {
        return stored(policy.useCase(), null, 0, Bringing.take(policy, said, file, examples));
    }

    /** The prediction with an estimate of what each field did, if its model did not say; asks it many times. */
    public Prediction explained(Policy policy, Case subject, Prediction prediction) {
        var version = prediction.modelVersion();
        if (version == null || !prediction.contributions().isEmpty()) {
            return prediction;
        }
        try {
            return prediction.with(model(policy, version).estimate(subject, prediction.label()));
        } catch (RuntimeException unexplained) {
            return prediction;
        }
    }

    public Optional<Model> find(String useCase, String version) {
        return stored.find(useCase, version);
    }

    /** All models of a use case, newest first. */
    public List<Model> list(String useCase) {
        return stored.list(useCase);
    }

    /** Makes a model the champion and retires the champion before it. */
    public void promoted(String useCase, String version) {
        if (!stored.promote(useCase, version)) {
            throw new ModelNotFound(useCase, version);
        }
    }

    private Model store(String useCase, @Nullable Learner learner, int examples, Training.Trained trained) {
        int number = stored.nextNumber(useCase);
        var model = new Model(
                useCase,
                useCase + "-" + number,
                learner,
                Model.Status.CHALLENGER,
                clock.instant(),
                examples,
                trained.artifact().digest(),
                trained.provenance(),
                trained.calibration());
        stored.add(model, number, trained.artifact());
        forgetUnlessCommitted(new Key(useCase, model.version()));
        return model;
    }

    /** Rolled back, the version will be another model's. */
    private void forgetUnlessCommitted(Key key) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    loaded.remove(key);
                }
            }
        });
    }

    private LoadedModel load(Key key) {
        if (loaded.size() >= MOST_LOADED) {
            loaded.clear();
        }
        return loaded.computeIfAbsent(key, k -> {
            var model = stored.find(k.useCase(), k.version())
                    .orElseThrow(() -> new ModelNotFound(k.useCase(), k.version()));
            var artifact = stored.artifact(k.useCase(), k.version());
            if (!artifact.digest().equals(model.digest())) {
                throw new ModelDamaged(k.version(), "it is not what was stored.", null);
            }
            return LoadedModel.load(k.version(), artifact);
        });
    }
}
