package org.countersign.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question for tasks, which must not be asked by the decision that they are about (law 11). Prefix by prefix it would
 * tell the decision's id, the id tells when the decision was made, and an old one in a blind queue that it had taken
 * effect.
 */
final class TaskQuery {

    private static final Pattern IN_BODY =
            Pattern.compile("POST /(task(/count)?|filter/[^/]+/(list|singleResult|count))");
    private static final String KEY = "processinstancebusinesskey";
    private static final String REFUSED = "Tasks cannot be asked for by processInstanceBusinessKey.";
    private static final JsonFactory JSON = new JsonFactory();

    private TaskQuery() {}

    /** What is wrong with the parameters, if anything. */
    static Optional<String> problem(@Nullable String parameters) {
        try {
            return parameters != null && names(URLDecoder.decode(parameters, StandardCharsets.UTF_8))
                    ? Optional.of(REFUSED)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of("The query string is malformed.");
        }
    }

    /** What is wrong with the body, if anything: at any depth, for a query may hold others. */
    static Optional<String> problem(String method, String path, byte[] body) {
        if (!IN_BODY.matcher(method + " " + path).matches()) {
            return Optional.empty();
        }
        try (var tokens = JSON.createParser(body)) {
            for (var token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                if (token == JsonToken.FIELD_NAME && names(tokens.currentName())) {
                    return Optional.of(REFUSED);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The body is not well-formed JSON.");
        }
    }

    private static boolean names(String text) {
        return text.toLowerCase(Locale.ROOT).contains(KEY);
    }
}
