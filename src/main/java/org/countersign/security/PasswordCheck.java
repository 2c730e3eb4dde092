package org.countersign.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.identity.Group;
import org.countersign.decision.Recent;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Name and password against Camunda's users (which lock out after failures); authorities are the user's groups. What
 * was right holds for a few seconds, because a machine sends its password with every call: a new password, or a group
 * taken away, is seen after those.
 */
@Component
class PasswordCheck implements AuthenticationProvider {

    private static final String HASH = "HmacSHA256";

    private final IdentityService identities;
    private final Recent<String, List<SimpleGrantedAuthority>> right;
    private final SecretKeySpec salt = new SecretKeySpec(random(), HASH);

    PasswordCheck(IdentityService identities, Clock clock) {
        this.identities = identities;
        this.right = new Recent<>(Duration.ofSeconds(5), clock);
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
            groups = right.get(hash(name, password), () -> check(name, password));
        } catch (BadCredentialsException e) {
            throw e;
        } catch (RuntimeException e) {
            // with the database away no password can be judged: that is no one's wrong password
            throw new InternalAuthenticationServiceException("Passwords cannot be checked now.", e);
        }
        return UsernamePasswordAuthenticationToken.authenticated(name, null, groups);
    }

    private List<SimpleGrantedAuthority> check(String name, String password) {
        if (!matches(name, password)) {
            throw wrong();
        }
        return groupsOf(name);
    }

    /** Under a key that no one knows, so that what is in memory gives no password away. */
    private String hash(String name, String password) {
        try {
            var mac = Mac.getInstance(HASH);
            mac.init(salt);
            // the length tells "a" with password "bc" from "ab" with password "c"
            mac.update((name.length() + ":" + name + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HASH, e);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
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
