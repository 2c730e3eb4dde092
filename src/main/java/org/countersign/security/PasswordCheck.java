package org.countersign.security;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Name and password against Camunda's users (which lock out after failures); authorities are the user's groups. */
@Component
class PasswordCheck implements AuthenticationProvider {

    private final IdentityService identities;

    PasswordCheck(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    public Authentication authenticate(Authentication claim) {
        var name = claim.getName();
        var password =
                claim.getCredentials() == null ? "" : claim.getCredentials().toString();
        if (name.isBlank() || password.isEmpty()) {
            throw wrong();
        }
        List<SimpleGrantedAuthority> groups;
        try {
            if (!matches(name, password)) {
                throw wrong();
            }
            groups = groupsOf(name);
        } catch (BadCredentialsException e) {
            throw e;
        } catch (RuntimeException e) {
            // with the database away no password can be judged: that is no one's wrong password
            throw new InternalAuthenticationServiceException("Passwords cannot be checked now.", e);
        }
        return UsernamePasswordAuthenticationToken.authenticated(name, null, groups);
    }

    private static BadCredentialsException wrong() {
        return new BadCredentialsException("Name or password is wrong.");
    }

    private boolean matches(String name, String password) {
        try {
            return identities.checkPassword(name, password);
        } catch (OptimisticLockingException e) {
            // two calls of one user counted their attempts at the same moment
            return identities.checkPassword(name, password);
        } catch (org.camunda.bpm.engine.AuthenticationException locked) {
            return false;
        }
    }

    private List<SimpleGrantedAuthority> groupsOf(String name) {
        return identities.createGroupQuery().groupMember(name).list().stream()
                .map(Group::getId)
                .map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
