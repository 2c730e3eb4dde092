package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.transaction.CannotCreateTransactionException;

class PasswordCheckTests {

    private final IdentityService identities = mock(IdentityService.class, Answers.RETURNS_DEEP_STUBS);
    private final Clock clock = mock(Clock.class);
    private final PasswordCheck check = new PasswordCheck(identities, clock);

    @BeforeEach
    void startTheClock() {
        when(clock.instant()).thenReturn(Instant.EPOCH);
        when(identities.createGroupQuery().groupMember(anyString()).list()).thenReturn(List.of());
    }

    @Test
    void asksOnceForAMachineThatCallsAgainAndAgain() {
        when(identities.checkPassword("bot", "secret")).thenReturn(true);

        for (int i = 0; i < 3; i++) {
            assertThat(check.authenticate(claim("bot", "secret")).isAuthenticated())
                    .isTrue();
        }

        verify(identities, times(1)).checkPassword("bot", "secret");
    }

    @Test
    void seesANewPasswordAfterSeconds() {
        when(identities.checkPassword("bot", "secret")).thenReturn(true, false);
        check.authenticate(claim("bot", "secret"));
        when(clock.instant()).thenReturn(Instant.EPOCH.plusSeconds(5));

        assertThatThrownBy(() -> check.authenticate(claim("bot", "secret")))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void remembersNoWrongPasswordAndTakesNoneForARightOne() {
        when(identities.checkPassword("bot", "secret")).thenReturn(true);
        check.authenticate(claim("bot", "secret"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> check.authenticate(claim("bot", "wrong")))
                    .isInstanceOf(BadCredentialsException.class);
            // the same letters, but cut elsewhere
            assertThatThrownBy(() -> check.authenticate(claim("bots", "ecret")))
                    .isInstanceOf(BadCredentialsException.class);
        }

        // the engine counts the failures, and locks out
        verify(identities, times(2)).checkPassword("bot", "wrong");
    }

    @Test
    void asksNoDatabaseAboutNothing() {
        assertThatThrownBy(() -> check.authenticate(claim(" ", "secret"))).isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> check.authenticate(claim("ann", ""))).isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void saysUnavailableAndNotWrongWhenTheDatabaseIsAway() throws Exception {
        when(identities.checkPassword("ann", "ann")).thenThrow(new CannotCreateTransactionException("no connection"));
        var request = new MockHttpServletRequest("POST", "/api/v1/decisions");
        var response = new MockHttpServletResponse();

        assertThatThrownBy(() -> check.authenticate(claim("ann", "ann")))
                .isInstanceOfSatisfying(InternalAuthenticationServiceException.class, e -> {
                    try {
                        new ProblemAnswers(new ObjectMapper()).commence(request, response, e);
                    } catch (java.io.IOException io) {
                        throw new java.io.UncheckedIOException(io);
                    }
                });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
        assertThat(response.getHeader("WWW-Authenticate")).isNull();
        assertThat(response.getContentType()).startsWith("application/problem+json");
    }

    private static UsernamePasswordAuthenticationToken claim(String name, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    }
}
