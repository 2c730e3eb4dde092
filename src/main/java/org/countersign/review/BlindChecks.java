package org.countersign.review;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has people look blind at decisions that have taken effect, in the ordinary queue. */
@Component
public class BlindChecks {

    private final RuntimeService engine;

    BlindChecks(@Lazy RuntimeService engine) {
        this.engine = engine;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void start(List<String> decisionIds) {
        decisionIds.forEach(id -> engine.startProcessInstanceByKey(SpotCheckStarter.PROCESS, id));
    }
}
