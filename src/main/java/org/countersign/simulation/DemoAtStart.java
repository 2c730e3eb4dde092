package org.countersign.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import org.countersign.decision.Case;
import org.countersign.decision.OneAtATime;
import org.countersign.learning.Examples;
import org.countersign.learning.Promotions;
import org.countersign.learning.TrainingRun;
import org.countersign.learning.TrainingRuns;
import org.countersign.policy.Policies;
import org.countersign.policy.UseCaseNotFound;
import org.countersign.prediction.Learner;
import org.countersign.process.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Fills an empty demo: made-up examples, a model trained on them, and some decisions to work on. */
@Component
@Profile("demo")
@Order(10)
@EnableConfigurationProperties(SimulationSettings.class)
class DemoAtStart implements ApplicationRunner {

    static final String CALLER = "integrator";

    private static final Logger LOG = LoggerFactory.getLogger(DemoAtStart.class);
    private static final long EXAMPLES_SEED = 1;
    private static final long DECISIONS_SEED = 2;

    private final SimulationSettings settings;
    private final Policies policies;
    private final Examples examples;
    private final TrainingRuns runs;
    private final Promotions promotions;
    private final Intake intake;
    private final OneAtATime oneAtATime;
    private final ObjectMapper json;

    DemoAtStart(
            SimulationSettings settings,
            Policies policies,
            Examples examples,
            TrainingRuns runs,
            Promotions promotions,
            Intake intake,
            OneAtATime oneAtATime,
            ObjectMapper json) {
        this.settings = settings;
        this.policies = policies;
        this.examples = examples;
        this.runs = runs;
        this.promotions = promotions;
        this.intake = intake;
        this.oneAtATime = oneAtATime;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (var useCase : Worlds.useCases()) {
            try {
                fillIfEmpty(useCase);
            } catch (UseCaseNotFound other) {
                LOG.info("There is no use case {} here, so nothing is simulated for it.", useCase);
            }
        }
    }

    private void fillIfEmpty(String useCase) {
        if (settings.examples() > 0 && isEmpty(useCase)) {
            oneAtATime.run(() -> {
                if (isEmpty(useCase)) { // still, after waiting for another node
                    learn(useCase);
                    sendIn(useCase);
                }
            });
        }
    }

    private boolean isEmpty(String useCase) {
        return policies.inForce(useCase).model() == null;
    }

    private void learn(String useCase) {
        var cases = new ArrayList<Case>();
        var truths = new ArrayList<String>();
        Worlds.forUseCase(useCase)
                .cases(EXAMPLES_SEED)
                .limit(settings.examples())
                .forEach(made -> {
                    cases.add(made.subject());
                    truths.add(made.truth());
                });
        examples.importSimulated(useCase, cases, truths, "simulated");
        var run = runs.runNow(useCase, Learner.LINEAR, "simulation");
        if (run.state() != TrainingRun.State.DONE || run.challenger() == null) {
            throw new IllegalStateException("The demo's model for " + useCase + " was not trained: " + run.failure());
        }
        promotions.promote(useCase, run.challenger(), "simulation");
        LOG.info("Trained {} on {} made-up examples.", run.challenger(), settings.examples());
    }

    private void sendIn(String useCase) {
        Worlds.forUseCase(useCase)
                .cases(DECISIONS_SEED)
                .limit(settings.decisions())
                .forEach(made -> intake.start(body(useCase, made.subject()), CALLER, null));
    }

    private ObjectNode body(String useCase, Case subject) {
        return json.createObjectNode().put("useCase", useCase).set("case", json.valueToTree(subject.fields()));
    }
}
