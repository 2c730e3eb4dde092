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
    private static final Pattern MODEL = Pattern.compile("/api/v1/use-cases/[^/]+/models");

    private final ProblemAnswers answers;
    private final DataSize limit;
    private final DataSize importLimit;
    private final DataSize modelLimit;

    ApiBodyLimit(ProblemAnswers answers, DataSize limit, DataSize importLimit, DataSize modelLimit) {
        this.answers = answers;
        this.limit = limit;
        this.importLimit = importLimit;
        this.modelLimit = modelLimit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        var most = most(path);
        var buffered = BufferedRequest.read(request, Math.toIntExact(most.toBytes()));
        if (buffered.isPresent()) {
            chain.doFilter(buffered.get(), response);
        } else {
            answers.tooLarge(request, response, most.toBytes());
        }
    }

    private DataSize most(String path) {
        if (MODEL.matcher(path).matches()) {
            return modelLimit;
        }
        return IMPORT.matcher(path).matches() ? importLimit : limit;
    }
}
