package org.countersign.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too long before anything reads them, whether or not they say their length. */
class ApiBodyLimit extends OncePerRequestFilter {

    private static final Pattern IMPORT = Pattern.compile("/api/v1/use-cases/[^/]+/(examples|unlabelled|evaluations)");

    private final ProblemAnswers answers;
    private final DataSize limit;
    private final DataSize importLimit;

    ApiBodyLimit(ProblemAnswers answers, DataSize limit, DataSize importLimit) {
        this.answers = answers;
        this.limit = limit;
        this.importLimit = importLimit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        var most = IMPORT.matcher(path).matches() ? importLimit : limit;
        var buffered = BufferedRequest.read(request, Math.toIntExact(most.toBytes()));
        if (buffered.isPresent()) {
            chain.doFilter(buffered.get(), response);
        } else {
            answers.tooLarge(request, response, most.toBytes());
        }
    }
}
