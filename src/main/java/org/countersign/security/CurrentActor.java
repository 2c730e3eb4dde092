package org.countersign.security;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is calling, for code behind our own doors; at the engine's doors Camunda knows it too. */
@Component
public class CurrentActor {

    private final IdentityService identities;

    CurrentActor(IdentityService identities) {
        this.identities = identities;
    }

    /** The signed-in caller's name; refuses when there is none. */
    public String name() {
        return signedIn().getName();
    }

    /** The caller's groups: {@link Roles} and queues. */
    public Set<String> groups() {
        var groups = new TreeSet<String>();
        for (GrantedAuthority authority : signedIn().getAuthorities()) {
            groups.add(authority.getAuthority());
        }
        return groups;
    }

    public boolean hasRole(String role) {
        return groups().contains(role);
    }

    /**
     * Calls the engine as the caller, so that it checks what the caller may do and its logs name them. Without this a
     * call from our own controllers runs with no one's name and no checks.
     */
    public <T extends @Nullable Object> T asUser(Supplier<T> call) {
        @Nullable Authentication before = identities.getCurrentAuthentication();
        identities.setAuthentication(name(), groups().stream().toList());
        try {
            return call.get();
        } finally {
            identities.setAuthentication(before);
        }
    }

    private static org.springframework.security.core.Authentication signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            throw new AuthenticationCredentialsNotFoundException("No one is signed in.");
        }
        return authentication;
    }
}
