package org.countersign.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Resources.APPLICATION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_DEFINITION;
import static org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.identity.DefaultPasswordPolicyImpl;
import org.countersign.security.Accounts.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sees to it, whenever the engine starts, that the role groups are there with the least they need. */
@Component
class PeopleAtStart extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleAtStart.class);

    private final SecuritySettings settings;
    private final ObjectProvider<DemoUsers> demo;

    PeopleAtStart(SecuritySettings settings, ObjectProvider<DemoUsers> demo) {
        this.settings = settings;
        this.demo = demo;
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        Accounts.ensure(engine, Roles.TITLES.keySet(), accounts -> {
            Roles.TITLES.forEach((role, title) -> accounts.group(role, title, "ROLE"));
            accounts.grantAll(grants());
            firstAdmin(accounts);
            demo.ifAvailable(users -> users.ensure(accounts));
        });
        if (engine.getIdentityService().createUserQuery().count() == 0) {
            LOG.warn("There is no user yet, so no one can sign in. To create the first administrator, start once with"
                    + " COUNTERSIGN_SECURITY_ADMIN_NAME and COUNTERSIGN_SECURITY_ADMIN_PASSWORD in the environment.");
        }
    }

    private void firstAdmin(Accounts accounts) {
        var admin = settings.admin();
        if (admin == null || accounts.hasUser(admin.name())) {
            return;
        }
        if (!accounts.engine()
                .getIdentityService()
                .checkPasswordAgainstPolicy(new DefaultPasswordPolicyImpl(), admin.password())
                .isValid()) {
            throw new IllegalStateException("countersign.security.admin.password is too weak: it needs at least 10"
                    + " characters with a lower-case and an upper-case letter, a digit and another sign.");
        }
        accounts.user(admin.name(), admin.password(), Set.of(Roles.ADMIN));
        LOG.info("Created the administrator {}.", admin.name());
    }

    private static List<Grant> grants() {
        var grants = new ArrayList<>(List.of(
                // READ: the engine looks the definition up by its key as the caller
                new Grant(Roles.INTEGRATOR, PROCESS_DEFINITION, "decision", List.of(CREATE_INSTANCE, READ)),
                new Grant(Roles.INTEGRATOR, PROCESS_INSTANCE, ANY, List.of(CREATE)),
                new Grant(Roles.SUPERVISOR, PROCESS_DEFINITION, "stop", List.of(CREATE_INSTANCE, READ)),
                new Grant(Roles.SUPERVISOR, PROCESS_INSTANCE, ANY, List.of(CREATE)),
                new Grant(Roles.CASE_WORKER, APPLICATION, "tasklist", List.of(ACCESS)),
                new Grant(Roles.SUPERVISOR, APPLICATION, "tasklist", List.of(ACCESS)),
                new Grant(Roles.MODEL_OWNER, APPLICATION, "tasklist", List.of(ACCESS)),
                // the diagrams of their tasks; that of a review is the same for all reviews, spot checks too
                new Grant(Roles.CASE_WORKER, PROCESS_DEFINITION, "review", List.of(READ)),
                new Grant(Roles.SUPERVISOR, PROCESS_DEFINITION, "review", List.of(READ)),
                new Grant(Roles.CASE_WORKER, PROCESS_DEFINITION, "labelling", List.of(READ)),
                new Grant(Roles.MODEL_OWNER, PROCESS_DEFINITION, "retraining", List.of(READ)),
                new Grant(Roles.SUPERVISOR, PROCESS_DEFINITION, "decision", List.of(READ))));
        for (var resource : Resources.values()) {
            grants.add(new Grant(Roles.ADMIN, resource, ANY, List.of(ALL)));
        }
        return grants;
    }
}
