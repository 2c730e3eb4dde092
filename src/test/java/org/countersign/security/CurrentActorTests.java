package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class CurrentActorTests {

    private final IdentityServiceImpl identities = new IdentityServiceImpl();
    private final CurrentActor actor = new CurrentActor(identities);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void namesTheCallerAndTheirRoles() {
        signIn();

        assertThat(actor.name()).isEqualTo("ann");
        assertThat(actor.groups()).containsExactly(Roles.CASE_WORKER, "credit-review");
        assertThat(actor.hasRole(Roles.CASE_WORKER)).isTrue();
        assertThat(actor.hasRole(Roles.SUPERVISOR)).isFalse();
    }

    @Test
    void callsTheEngineAsTheCallerAndAsNoOneAfterwards() {
        signIn();

        var during = actor.asUser(identities::getCurrentAuthentication);

        assertThat(during.getUserId()).isEqualTo("ann");
        assertThat(during.getGroupIds()).containsExactly(Roles.CASE_WORKER, "credit-review");
        assertThat(identities.getCurrentAuthentication()).isNull();
    }

    @Test
    void putsBackWhoWasThereWhenTheCallFails() {
        signIn();
        identities.setAuthentication(new Authentication("door", List.of()));

        assertThatThrownBy(() -> actor.asUser(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(identities.getCurrentAuthentication().getUserId()).isEqualTo("door");
    }

    @Test
    void refusesWhenNoOneIsSignedIn() {
        assertThatThrownBy(actor::name).isInstanceOf(AuthenticationCredentialsNotFoundException.class);
    }

    private static void signIn() {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("ann", "", Roles.CASE_WORKER, "credit-review"));
    }
}
