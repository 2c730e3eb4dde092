package org.countersign.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** Where the login page leads: to the page that was asked for, else to where a person's work is. */
@Component
class PageSignIn extends SavedRequestAwareAuthenticationSuccessHandler {

    private static final List<String> AT_THE_CONSOLE =
            List.of(Roles.COMPLIANCE_OFFICER, Roles.AUDITOR, Roles.MODEL_OWNER);

    PageSignIn() {
        RequestCache cache = Doors.pagesOnly();
        setRequestCache(cache);
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response, Authentication who) {
        return who.getAuthorities().stream().anyMatch(a -> AT_THE_CONSOLE.contains(a.getAuthority()))
                ? PageRules.CONSOLE
                : Doors.HOME;
    }
}
