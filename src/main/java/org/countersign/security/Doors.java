package org.countersign.security;

import static org.countersign.security.Roles.ADMIN;

import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The three doors: machines (Basic, no session), Camunda's web applications and our own pages (form login, session).
 * Paths are matched as patterns throughout: a matcher given as a String looks for Spring MVC handlers and never sees
 * the engine's servlets.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    static final String HOME = "/camunda/app/tasklist/default/";
    private static final String WEBAPP_LOGIN = "/camunda/api/admin/auth/user/{engine}/login/{app}";
    private static final String WEBAPP_LOGOUT = "/camunda/api/admin/auth/user/{engine}/logout";

    static RequestMatcher path(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(p -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(p))
                .toList());
    }

    static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, ProblemAnswers answers) throws Exception {
        http.securityMatcher(path("/engine-rest/**", "/api/**", "/actuator/**"))
                .authorizeHttpRequests(doors -> {
                    doors.requestMatchers(path(HttpMethod.GET, "/actuator/health/**"))
                            .permitAll();
                    doors.requestMatchers(path("/actuator/**")).hasAuthority(ADMIN);
                    // what each role may do there: EngineDoor, and the engine's own authorizations
                    doors.requestMatchers(path("/engine-rest/**")).authenticated();
                    ApiRules.configure(doors);
                    doors.anyRequest().denyAll();
                })
                .httpBasic(basic -> basic.authenticationEntryPoint(answers))
                .exceptionHandling(x -> x.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(c -> c.disable());
        return common(http).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain webapps(HttpSecurity http, WebappSignIn signIn) throws Exception {
        http.securityMatcher(path("/camunda/**"))
                .authorizeHttpRequests(doors -> doors.requestMatchers(
                                path("/camunda/api/admin/setup/**", "/camunda/app/admin/{engine}/setup/**"))
                        .denyAll() // CVE-2026-77226: open to anyone while no user is a direct member of camunda-admin
                        .requestMatchers(path("/camunda/assets/**", "/camunda/lib/**", "/camunda/favicon.ico"))
                        .permitAll()
                        .requestMatchers(path("/camunda/api/admin/auth/**"))
                        .authenticated()
                        .requestMatchers(path(
                                "/camunda/api/admin/**",
                                "/camunda/api/cockpit/**",
                                "/camunda/app/admin/**",
                                "/camunda/app/cockpit/**"))
                        .hasAuthority(ADMIN)
                        .anyRequest()
                        .authenticated())
                // the form that a web application shows when its session is over
                .formLogin(form -> form.loginPage("/login")
                        .loginProcessingUrl(WEBAPP_LOGIN)
                        .successHandler(signIn)
                        .failureHandler((request, response, e) -> response.setStatus(HttpStatus.UNAUTHORIZED.value())))
                .logout(out -> out.logoutRequestMatcher(path(HttpMethod.POST, WEBAPP_LOGOUT))
                        .logoutSuccessHandler(
                                (request, response, who) -> response.setStatus(HttpStatus.NO_CONTENT.value())))
                .exceptionHandling(x -> x.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), path("/camunda/api/**")))
                .requestCache(c -> c.requestCache(pagesOnly()))
                // Camunda writes the other headers itself; scripts and styles may stay in the browser
                .headers(h -> h.defaultsDisabled()
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                path("/camunda/app/{app}/{engine}/", "/camunda/api/**"),
                                new CacheControlHeadersWriter()))
                        .frameOptions(f -> f.deny())
                        .httpStrictTransportSecurity(Customizer.withDefaults()));
        return common(http).build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, PageSignIn signIn) throws Exception {
        http.authorizeHttpRequests(PageRules::configure)
                .formLogin(form -> form.loginPage("/login").successHandler(signIn))
                .requestCache(c -> c.requestCache(pagesOnly()))
                .headers(h -> h.contentSecurityPolicy(csp -> csp.policyDirectives(PageRules.CONTENT))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new CrossSiteGuard(), SecurityContextHolderFilter.class)
                .anonymous(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /** Camunda's own CSRF filter guards its web applications; machines have no session to ride on. */
    private static HttpSecurity common(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossSiteGuard(), SecurityContextHolderFilter.class)
                .anonymous(AbstractHttpConfigurer::disable);
    }

    /** After login a person is led back to the page they wanted, never to some call that the page made. */
    static RequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new OrRequestMatcher(
                path(HttpMethod.GET, "/camunda/app/{app}/{engine}/"),
                path(HttpMethod.GET, PageRules.CONSOLE),
                path(HttpMethod.GET, PageRules.CONSOLE + "/**")));
        return cache;
    }
}
