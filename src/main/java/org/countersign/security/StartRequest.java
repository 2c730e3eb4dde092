package org.countersign.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of a call that starts a process over the engine's REST. Camunda's own form can do more than start (begin in
 * the middle, skip listeners, deserialize classes); here it is a key and plain variables.
 */
final class StartRequest {

    private static final Pattern START = Pattern.compile("/process-definition/(?<what>.+)/start");
    private static final Pattern OPEN = Pattern.compile("key/(decision|stop)(/tenant-id/[^/]+)?|(decision|stop):[^/]+");

    private static final Set<String> KEYS = Set.of("variables", "businessKey", "withVariablesInReturn");
    private static final Set<String> VARIABLE_KEYS = Set.of("value", "type", "valueInfo");
    private static final Set<String> TYPES =
            Set.of("String", "Boolean", "Short", "Integer", "Long", "Double", "Json", "Null");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StartRequest() {}

    static boolean is(String method, String path) {
        return method.equals("POST") && START.matcher(path).matches();
    }

    /** What is wrong with the call, if anything. */
    static Optional<String> problem(String path, byte[] body) {
        var start = START.matcher(path);
        if (!start.matches() || !OPEN.matcher(start.group("what")).matches()) {
            return Optional.of("Only the process \"decision\" is started from outside, and by supervisors \"stop\": "
                    + "POST /process-definition/key/decision/start.");
        }
        try {
            var json = JSON.readTree(body);
            return json.isObject() ? inBody(json) : Optional.of("The body must be a JSON object with \"variables\".");
        } catch (IOException e) {
            return Optional.of("The body is not well-formed JSON, or names a key twice.");
        }
    }

    private static Optional<String> inBody(JsonNode json) {
        for (var key : json.properties()) {
            if (!KEYS.contains(key.getKey())) {
                return Optional.of("\"" + shown(key.getKey()) + "\" is not allowed; allowed are \"variables\", "
                        + "\"businessKey\" and \"withVariablesInReturn\".");
            }
        }
        var variables = json.path("variables");
        if (!variables.isObject() && !variables.isMissingNode()) {
            return Optional.of("\"variables\" must be an object.");
        }
        return variables.properties().stream()
                .map(v -> inVariable(v.getKey(), v.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> inVariable(String name, JsonNode variable) {
        for (var key : variable.properties()) {
            if (!VARIABLE_KEYS.contains(key.getKey())) {
                return Optional.of("Variable \"" + shown(name) + "\": \"" + shown(key.getKey()) + "\" is not allowed.");
            }
        }
        var type = variable.path("type");
        var info = variable.path("valueInfo");
        if (!variable.isObject() || !(type.isMissingNode() || TYPES.contains(type.asText()))) {
            return Optional.of("Variable \"" + shown(name) + "\" must be an object with a \"value\" and a \"type\": "
                    + "String, Boolean, Short, Integer, Long, Double, Json or Null.");
        }
        if (info.properties().stream().anyMatch(i -> !i.getKey().equals("transient"))) {
            return Optional.of("Variable \"" + shown(name) + "\": of \"valueInfo\" only \"transient\" is allowed.");
        }
        return Optional.empty();
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
