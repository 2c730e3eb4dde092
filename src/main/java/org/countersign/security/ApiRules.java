package org.countersign.security;

import static org.countersign.security.Doors.path;
import static org.countersign.security.Roles.ADMIN;
import static org.countersign.security.Roles.AUDITOR;
import static org.countersign.security.Roles.CASE_WORKER;
import static org.countersign.security.Roles.COMPLIANCE_OFFICER;
import static org.countersign.security.Roles.INTEGRATOR;
import static org.countersign.security.Roles.MODEL_OWNER;
import static org.countersign.security.Roles.SUPERVISOR;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Which role may call what under {@code /api}. What is not named here is closed. Case workers read no decisions: what
 * the model said must not reach those who judge before they see it.
 */
final class ApiRules {

    private static final String DECISIONS = "/api/v1/decisions";
    private static final String USE_CASE = "/api/v1/use-cases/{useCase}";

    private final AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry doors;

    private ApiRules(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry doors) {
        this.doors = doors;
    }

    static void configure(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry doors) {
        var rules = new ApiRules(doors);
        rules.decisions();
        rules.people();
        rules.useCases();
        doors.requestMatchers(path("/api/**")).denyAll();
    }

    private void decisions() {
        open(POST, DECISIONS, INTEGRATOR, ADMIN);
        open(POST, DECISIONS + "/{id}/ground-truth", INTEGRATOR, ADMIN);
        open(POST, DECISIONS + "/{id}/appeals", INTEGRATOR, ADMIN);
        open(POST, DECISIONS + "/{id}/cancellation", INTEGRATOR, ADMIN);
        open(POST, DECISIONS + "/{id}/veto", SUPERVISOR);
        open(GET, DECISIONS + "/{id}/trail", AUDITOR, COMPLIANCE_OFFICER, ADMIN);
        open(GET, DECISIONS + "/{id}/evidence", AUDITOR, COMPLIANCE_OFFICER, ADMIN);
        // an integrator sees its own only; the controller holds it to that
        open(GET, DECISIONS, INTEGRATOR, SUPERVISOR, COMPLIANCE_OFFICER, AUDITOR, MODEL_OWNER, ADMIN);
        open(GET, DECISIONS + "/{id}", INTEGRATOR, SUPERVISOR, COMPLIANCE_OFFICER, AUDITOR, MODEL_OWNER, ADMIN);
    }

    private void people() {
        open(GET, "/api/v1/review-tasks/**", CASE_WORKER, SUPERVISOR);
        open(POST, "/api/v1/review-tasks/{id}/claim", CASE_WORKER, SUPERVISOR);
        open(POST, "/api/v1/review-tasks/{id}/verdict", CASE_WORKER, SUPERVISOR);
        open(PUT, "/api/v1/stop-switch", SUPERVISOR, COMPLIANCE_OFFICER);
        open(GET, "/api/v1/stop-switch", SUPERVISOR, COMPLIANCE_OFFICER, MODEL_OWNER, AUDITOR, ADMIN);
        open(GET, "/api/v1/trail/**", AUDITOR, COMPLIANCE_OFFICER, ADMIN);
    }

    private void useCases() {
        open(POST, USE_CASE + "/examples", MODEL_OWNER);
        open(GET, USE_CASE + "/examples/conflicts", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(POST, USE_CASE + "/unlabelled", MODEL_OWNER);
        open(GET, USE_CASE + "/unlabelled", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(DELETE, USE_CASE + "/unlabelled", MODEL_OWNER);
        open(POST, USE_CASE + "/training-runs", MODEL_OWNER);
        open(GET, USE_CASE + "/training-runs/**", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(POST, USE_CASE + "/evaluations", MODEL_OWNER, COMPLIANCE_OFFICER);
        open(GET, USE_CASE + "/evaluations/**", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(GET, USE_CASE + "/models/**", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(POST, USE_CASE + "/models", MODEL_OWNER);
        open(POST, USE_CASE + "/models/{version}/promotion", MODEL_OWNER);
        open(POST, USE_CASE + "/models/rollback", MODEL_OWNER);
        open(GET, USE_CASE + "/drift", MODEL_OWNER, COMPLIANCE_OFFICER, SUPERVISOR, AUDITOR, ADMIN);
        open(GET, USE_CASE + "/retrainings/**", MODEL_OWNER, COMPLIANCE_OFFICER, AUDITOR, ADMIN);
        open(POST, USE_CASE + "/retrainings", MODEL_OWNER);
        open(POST, USE_CASE + "/retrainings/{id}/verdict", MODEL_OWNER);
        open(GET, USE_CASE + "/certificates/**", MODEL_OWNER, COMPLIANCE_OFFICER, SUPERVISOR, AUDITOR, ADMIN);
        open(GET, USE_CASE + "/alarms/**", MODEL_OWNER, COMPLIANCE_OFFICER, SUPERVISOR, AUDITOR, ADMIN);
        open(POST, USE_CASE + "/alarms/{id}/re-reviews", SUPERVISOR);
        open(POST, USE_CASE + "/alarms/{id}/lifting", SUPERVISOR);
        for (var area : List.of("/rules", "/policy")) {
            open(GET, USE_CASE + area + "/**", COMPLIANCE_OFFICER, MODEL_OWNER, SUPERVISOR, AUDITOR, ADMIN);
            open(POST, USE_CASE + area + "/**", COMPLIANCE_OFFICER);
            open(PUT, USE_CASE + area + "/**", COMPLIANCE_OFFICER);
            open(DELETE, USE_CASE + area + "/**", COMPLIANCE_OFFICER);
        }
        open(GET, "/api/v1/use-cases", INTEGRATOR, SUPERVISOR, COMPLIANCE_OFFICER, AUDITOR, MODEL_OWNER, ADMIN);
        open(GET, USE_CASE, INTEGRATOR, SUPERVISOR, COMPLIANCE_OFFICER, AUDITOR, MODEL_OWNER, ADMIN);
    }

    private void open(HttpMethod method, String path, String... roles) {
        doors.requestMatchers(path(method, path)).hasAnyAuthority(roles);
    }
}
