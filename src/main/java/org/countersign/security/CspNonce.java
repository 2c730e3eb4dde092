package org.countersign.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the script nonce of a web application's page with its request. Camunda 7.24 keeps it in the servlet context,
 * where pages loaded at the same moment overwrite each other's, and the browser then blocks every script.
 */
class CspNonce extends OncePerRequestFilter {

    private static final String NONCE = "org.camunda.bpm.csp.nonce";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var context = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> call(request, method, arguments));
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return context;
                    }
                },
                response);
    }

    private static @Nullable Object call(
            HttpServletRequest request, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && NONCE.equals(arguments[0])) {
            if (method.getName().equals("setAttribute")) {
                request.setAttribute(NONCE, arguments[1]);
                return null;
            }
            if (method.getName().equals("getAttribute")) {
                return request.getAttribute(NONCE);
            }
        }
        try {
            return method.invoke(request.getServletContext(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
