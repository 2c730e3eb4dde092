package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

/** The people of an engine without doors; the settings are those of the program. */
class PeopleTests {

    private static ProcessEngine engine;

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Program.class);

    @EnableConfigurationProperties({SecuritySettings.class, ServerProperties.class})
    @Import({PeopleAtStart.class, DemoUsers.class})
    static class Program {}

    @BeforeAll
    static void build() {
        var settings = new StandaloneInMemProcessEngineConfiguration();
        settings.setJdbcUrl("jdbc:h2:mem:people")
                .setProcessEngineName("people")
                .setJobExecutorActivate(false)
                .setAuthorizationEnabled(true);
        settings.setGroupResourceWhitelistPattern("[a-zA-Z0-9._-]+");
        engine = settings.buildProcessEngine();
    }

    @AfterEach
    void empty() {
        var identities = engine.getIdentityService();
        var authorizations = engine.getAuthorizationService();
        var filters = engine.getFilterService();
        identities.createUserQuery().list().forEach(u -> identities.deleteUser(u.getId()));
        identities.createGroupQuery().list().forEach(g -> identities.deleteGroup(g.getId()));
        authorizations.createAuthorizationQuery().list().forEach(a -> authorizations.deleteAuthorization(a.getId()));
        filters.createFilterQuery().list().forEach(f -> filters.deleteFilter(f.getId()));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void hasNoUserAndNoPasswordWithoutBeingTold() {
        program.run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(DemoUsers.class);
            context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine);

            assertThat(engine.getIdentityService().createUserQuery().count()).isZero();
            assertThat(groupsOf(null)).containsExactlyInAnyOrderElementsOf(Roles.TITLES.keySet());
        });
    }

    @Test
    void hasNoDemoUserWithoutTheProfileEvenIfNamed() {
        program.withPropertyValues("countersign.security.demo-users.worker=case-worker")
                .run(context -> {
                    context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine);

                    assertThat(engine.getIdentityService().createUserQuery().count())
                            .isZero();
                });
    }

    @Test
    void hasTheDemoUsersInTheDemo() {
        program.withPropertyValues("spring.profiles.active=demo").run(context -> {
            var people = context.getBean(PeopleAtStart.class);
            people.postProcessEngineBuild(engine);
            people.postProcessEngineBuild(engine);

            var names = engine.getIdentityService().createUserQuery().list().stream()
                    .map(User::getId)
                    .toList();
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "integrator",
                            "worker",
                            "worker2",
                            "worker3",
                            "moderator",
                            "doctor",
                            "supervisor",
                            "supervisor2",
                            "officer",
                            "officer2",
                            "owner",
                            "owner2",
                            "auditor",
                            "admin");
            assertThat(names).allMatch(name -> engine.getIdentityService().checkPassword(name, name));
            assertThat(groupsOf("worker3"))
                    .containsExactlyInAnyOrder(Roles.CASE_WORKER, "credit-review", "credit-senior");
        });
    }

    @Test
    void runsTheDemoOnThisMachineOnly() {
        program.withPropertyValues("spring.profiles.active=demo", "server.address=0.0.0.0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("runs on server.address=127.0.0.1 only"));
    }

    @Test
    void createsTheFirstAdministratorOnce() {
        var named = program.withPropertyValues("countersign.security.admin.name=root");
        named.withPropertyValues("countersign.security.admin.password=Correct-horse-7")
                .run(context -> context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine));
        named.withPropertyValues("countersign.security.admin.password=Another-horse-8")
                .run(context -> context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine));

        assertThat(engine.getIdentityService().checkPassword("root", "Correct-horse-7"))
                .isTrue();
        assertThat(groupsOf("root")).containsExactly(Roles.ADMIN);
    }

    @Test
    void refusesAWeakPasswordForTheFirstAdministrator() {
        program.withPropertyValues("countersign.security.admin.name=root", "countersign.security.admin.password=root")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine))
                        .hasMessageContaining("password is too weak"));
        assertThat(engine.getIdentityService().createUserQuery().count()).isZero();
    }

    @Test
    void givesRolesTheLeast() {
        program.run(context -> context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine));
        var may = engine.getAuthorizationService();
        var integrator = List.of(Roles.INTEGRATOR);

        assertThat(may.isUserAuthorized(
                        "x", integrator, Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "decision"))
                .isTrue();
        assertThat(may.isUserAuthorized(
                        "x", integrator, Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "review"))
                .isFalse();
        for (var role : List.of(Roles.AUDITOR, Roles.COMPLIANCE_OFFICER)) {
            assertThat(grantsTo(role)).as(role).isEmpty();
        }
        assertThat(grantsTo(Roles.CASE_WORKER))
                .extracting(Authorization::getResourceType)
                .containsOnly(Resources.APPLICATION.resourceType(), Resources.PROCESS_DEFINITION.resourceType());
        assertThat(grantsTo(Roles.CASE_WORKER))
                .extracting(Authorization::getResourceId)
                .containsExactlyInAnyOrder("tasklist", "review", "labelling");
        assertThat(grantsTo(Roles.MODEL_OWNER))
                .extracting(Authorization::getResourceId)
                .containsExactlyInAnyOrder("tasklist", "retraining");
    }

    /** Beside the engine's own grant by which a group's members may read the group. */
    private static List<Authorization> grantsTo(String group) {
        return engine.getAuthorizationService().createAuthorizationQuery().groupIdIn(group).list().stream()
                .filter(a -> a.getResourceType() != Resources.GROUP.resourceType())
                .toList();
    }

    @Test
    void makesQueuesOnce() {
        program.run(context -> context.getBean(PeopleAtStart.class).postProcessEngineBuild(engine));
        var queues = new Queues(engine);
        queues.ensure(Map.of("credit-review", "Credit review"));
        queues.ensure(Map.of("credit-review", "Credit review", "triage-review", "Triage"));

        assertThat(engine.getFilterService().createTaskFilterQuery().list())
                .extracting(Filter::getName)
                .containsExactlyInAnyOrder("My tasks", "Models: approve promotion", "Credit review", "Triage");
        assertThat(groupsOf(null)).contains("credit-review", "triage-review");
        assertThat(grantsTo("credit-review")).hasSize(1);
    }

    private Set<String> groupsOf(@Nullable String user) {
        var query = engine.getIdentityService().createGroupQuery();
        var groups = user == null ? query : query.groupMember(user);
        return groups.list().stream().map(Group::getId).collect(Collectors.toSet());
    }
}
