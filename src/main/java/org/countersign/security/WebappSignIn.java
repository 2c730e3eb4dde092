package org.countersign.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationDto;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Answers a web application's own login form as Camunda would, after Spring Security has let the person in. */
@Component
class WebappSignIn implements AuthenticationSuccessHandler {

    private final ProcessEngine engine;
    private final ObjectMapper json;

    WebappSignIn(ProcessEngine engine, ObjectMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        var groups = who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        var camunda = AuthenticationUtil.createAuthentication(engine, who.getName(), groups, List.of());
        AuthenticationUtil.getAuthsFromSession(request.getSession()).addOrReplace(camunda);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), AuthenticationDto.fromAuthentication(camunda));
    }
}
