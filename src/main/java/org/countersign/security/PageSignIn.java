package org.countersign.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The login page, and where it leads: to the page that was asked for, else to where a person's work is. */
@Component
class PageSignIn extends SavedRequestAwareAuthenticationSuccessHandler implements WebMvcConfigurer {

    private static final List<String> AT_THE_CONSOLE =
            List.of(Roles.COMPLIANCE_OFFICER, Roles.AUDITOR, Roles.MODEL_OWNER);

    PageSignIn() {
        RequestCache cache = Doors.pagesOnly();
        setRequestCache(cache);
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/login").setViewName("login");
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response, Authentication who) {
        return who.getAuthorities().stream().anyMatch(a -> AT_THE_CONSOLE.contains(a.getAuthority()))
                ? PageRules.CONSOLE
                : Doors.HOME;
    }
}
