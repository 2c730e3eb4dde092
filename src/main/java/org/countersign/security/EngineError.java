package org.countersign.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An error in the form of the engine's own REST, which its clients and Tasklist know how to show. */
final class EngineError {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineError() {}

    static void send(HttpServletResponse response, int status, String message) throws IOException {
        var forbidden = status == HttpServletResponse.SC_FORBIDDEN;
        send(response, status, forbidden ? "AuthorizationException" : "InvalidRequestException", message);
    }

    static void send(HttpServletResponse response, int status, String type, String message) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        var body = JsonNodeFactory.instance.objectNode().put("type", type).put("message", message);
        var bytes = JSON.writeValueAsBytes(body);
        response.setContentLength(bytes.length); // the engine may have set its own body's
        response.getOutputStream().write(bytes);
    }
}
