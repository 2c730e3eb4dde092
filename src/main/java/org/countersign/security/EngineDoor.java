package org.countersign.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands in front of the engine's REST, both the one for machines and the one that the web applications use. */
class EngineDoor extends OncePerRequestFilter {

    static final String WEBAPPS = "/camunda/api/engine";

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern ENGINE = Pattern.compile("^/engine/[^/]+(?=/)");
    private static final int TOO_LARGE = HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;

    private final int limit;

    EngineDoor(int limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // the parts that the container has decoded: the raw URI could spell a path in a way no rule knows
        var path = path(request.getPathInfo());
        var method = request.getMethod();
        var webapp = request.getServletPath().startsWith(WEBAPPS);
        var closed = EngineRules.closedToAll(method, path, cascade(request));
        var misasked = isAdmin() ? Optional.<String>empty() : TaskQuery.problem(request.getQueryString());
        if (closed.isPresent()) {
            EngineError.send(response, HttpServletResponse.SC_FORBIDDEN, closed.get());
        } else if (!isAdmin() && !EngineRules.openToPeople(method, path, webapp)) {
            EngineError.send(response, HttpServletResponse.SC_FORBIDDEN, "None of your roles may do this.");
        } else if (misasked.isPresent()) {
            EngineError.send(response, HttpServletResponse.SC_BAD_REQUEST, misasked.get());
        } else {
            passOn(request, response, chain, path);
        }
    }

    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws ServletException, IOException {
        var answer = new RefusalResponse(request, response);
        if (BODILESS.contains(request.getMethod())) {
            chain.doFilter(request, answer);
            answer.finish();
            return;
        }
        var buffered = BufferedRequest.read(request, limit);
        if (buffered.isEmpty()) {
            EngineError.send(response, TOO_LARGE, "The body is longer than " + limit + " bytes.");
            return;
        }
        var problem = problem(request.getMethod(), path, buffered.get().body());
        if (problem.isPresent()) {
            EngineError.send(response, HttpServletResponse.SC_BAD_REQUEST, problem.get());
            return;
        }
        chain.doFilter(buffered.get(), answer);
        answer.finish();
    }

    private static Optional<String> problem(String method, String path, byte[] body) {
        if (StartRequest.is(method, path)) {
            return StartRequest.problem(path, body);
        }
        return isAdmin() ? Optional.empty() : TaskQuery.problem(method, path, body);
    }

    private static String path(@Nullable String pathInfo) {
        var path = ENGINE.matcher(pathInfo == null ? "/" : pathInfo).replaceFirst("");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean cascade(HttpServletRequest request) {
        var values = request.getMethod().equals("DELETE") ? request.getParameterValues("cascade") : null;
        return values != null && !Set.of("false").containsAll(Arrays.asList(values));
    }

    private static boolean isAdmin() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getAuthorities().stream().anyMatch(a -> Roles.ADMIN.equals(a.getAuthority()));
    }
}
