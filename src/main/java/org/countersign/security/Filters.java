package org.countersign.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The servlet filters beside Spring Security's, in the order in which a request meets them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class Filters {

    private static final int AFTER_SPRING_SECURITY = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    @Bean
    FilterRegistrationBean<CspNonce> cspNonce() {
        return filter(new CspNonce(), Ordered.HIGHEST_PRECEDENCE + 10, "/camunda/*");
    }

    @Bean
    FilterRegistrationBean<EngineDoor> engineDoor(SecuritySettings settings) {
        var door = new EngineDoor(Math.toIntExact(settings.engineBodyLimit().toBytes()));
        return filter(door, AFTER_SPRING_SECURITY, "/engine-rest/*", EngineDoor.WEBAPPS + "/*");
    }

    @Bean
    FilterRegistrationBean<ApiBodyLimit> apiBodyLimit(SecuritySettings settings, ProblemAnswers answers) {
        var limit = new ApiBodyLimit(
                answers, settings.apiBodyLimit(), settings.importBodyLimit(), settings.modelBodyLimit());
        return filter(limit, AFTER_SPRING_SECURITY, "/api/*");
    }

    @Bean
    FilterRegistrationBean<WebappAuthentication> webappAuthentication() {
        return filter(new WebappAuthentication(), AFTER_SPRING_SECURITY + 1, "/camunda/app/*", "/camunda/api/*");
    }

    @Bean
    FilterRegistrationBean<RestAuthentication> restAuthentication() {
        return filter(new RestAuthentication(), AFTER_SPRING_SECURITY + 1, "/engine-rest/*");
    }

    private static <F extends Filter> FilterRegistrationBean<F> filter(F filter, int order, String... paths) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        return registration;
    }

    /** Camunda wants its provider's class name and makes one by reflection; this hands it ours. */
    static class WebappAuthentication extends ContainerBasedAuthenticationFilter {
        @Override
        public void init(FilterConfig config) {
            authenticationProvider = new SignedIn(true);
        }
    }

    static class RestAuthentication extends ProcessEngineAuthenticationFilter {
        @Override
        public void init(FilterConfig config) {
            authenticationProvider = new SignedIn(false);
            servletPathPrefix = "/engine-rest";
        }
    }
}
