package org.countersign.security;

import static org.countersign.security.Doors.path;
import static org.countersign.security.Roles.ADMIN;
import static org.countersign.security.Roles.AUDITOR;
import static org.countersign.security.Roles.COMPLIANCE_OFFICER;
import static org.countersign.security.Roles.MODEL_OWNER;
import static org.countersign.security.Roles.SUPERVISOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Which role may open which of our own pages, and what these may load. What is not named under the console is closed. */
final class PageRules {

    static final String CONSOLE = "/console";

    /** Bootstrap's own pictures are data in its style sheet; nothing else comes from outside, nothing is inline. */
    static final String CONTENT = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private PageRules() {}

    static void configure(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry doors) {
        doors.requestMatchers(path("/error", "/favicon.ico", "/login", "/assets/**", "/webjars/bootstrap/**"))
                .permitAll();
        doors.requestMatchers(path(GET, CONSOLE), path(GET, CONSOLE + "/**"))
                .hasAnyAuthority(COMPLIANCE_OFFICER, SUPERVISOR, AUDITOR, MODEL_OWNER, ADMIN);
        doors.requestMatchers(path(POST, CONSOLE + "/models/**")).hasAuthority(MODEL_OWNER);
        doors.requestMatchers(path(POST, CONSOLE + "/evaluations/{useCase}"))
                .hasAnyAuthority(MODEL_OWNER, COMPLIANCE_OFFICER);
        doors.requestMatchers(path(POST, CONSOLE + "/assurance/{useCase}/alarms/**"))
                .hasAuthority(SUPERVISOR);
        doors.requestMatchers(path(POST, CONSOLE + "/assurance/**")).hasAnyAuthority(SUPERVISOR, COMPLIANCE_OFFICER);
        doors.requestMatchers(path(POST, CONSOLE + "/**")).hasAuthority(COMPLIANCE_OFFICER);
        doors.requestMatchers(path(CONSOLE, CONSOLE + "/**")).denyAll();
        doors.anyRequest().authenticated();
    }
}
