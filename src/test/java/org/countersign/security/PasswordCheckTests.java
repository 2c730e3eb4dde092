package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.transaction.CannotCreateTransactionException;

class PasswordCheckTests {

    private final IdentityService identities = mock(IdentityService.class);
    private final PasswordCheck check = new PasswordCheck(identities);

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
