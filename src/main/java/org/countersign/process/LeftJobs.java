package org.countersign.process;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.countersign.decision.SoleProcess;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Frees the jobs that this program had in hand when it was killed; otherwise their timers stand still until the engine
 * takes a lock for abandoned, five minutes later. Where other nodes may be at work nobody can tell whose a job is, so
 * there the five minutes pass.
 */
@Component
@Order(0)
class LeftJobs implements ApplicationRunner {

    private static final int PAGE = 1000;

    private final ManagementService management;
    private final ProcessEngineConfigurationImpl engine;
    private final Environment environment;

    LeftJobs(ManagementService management, ProcessEngineConfigurationImpl engine, Environment environment) {
        this.management = management;
        this.engine = engine;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (SoleProcess.owns(environment)) {
            var due = management.createJobQuery().executable().orderByJobId().asc();
            for (var first = 0; ; first += PAGE) {
                var page = due.listPage(first, PAGE);
                page.stream()
                        .filter(job -> job instanceof JobEntity entity && entity.getLockOwner() != null)
                        .forEach(job -> engine.getCommandExecutorTxRequired().execute(new UnlockJobCmd(job.getId())));
                if (page.size() < PAGE) {
                    return;
                }
            }
        }
    }
}
