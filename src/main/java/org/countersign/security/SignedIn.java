package org.countersign.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells Camunda who Spring Security let in. Camunda's own login is never asked. */
class SignedIn implements AuthenticationProvider {

    private final boolean session;

    /** With a session, someone may still be signed in who was deleted since; Camunda fails on such a name. */
    SignedIn(boolean session) {
        this.session = session;
    }

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !who.isAuthenticated() || (session && !exists(who.getName(), engine))) {
            return AuthenticationResult.unsuccessful();
        }
        var result = AuthenticationResult.successful(who.getName());
        result.setGroups(who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList());
        result.setTenants(List.of());
        return result;
    }

    private static boolean exists(String name, ProcessEngine engine) {
        return engine.getIdentityService().createUserQuery().userId(name).count() > 0;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // Spring Security challenges
    }
}
