package org.countersign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Someone who calls a running server over HTTP, signed in as a demo user (whose password is the name). */
public record Caller(String base, String user) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    public record Answer(int status, JsonNode body, HttpHeaders headers, String text) {}

    public static Caller at(int port, String user) {
        return new Caller("http://localhost:" + port, user);
    }

    public Caller as(String other) {
        return new Caller(base, other);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, "application/json", json, headers);
    }

    public Answer send(String method, String path, String type, String body, String... headers) {
        var request = request(path)
                .method(method, BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .header("Content-Type", type);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer send(String method, String path, String type, byte[] body) {
        return send(
                request(path).method(method, BodyPublishers.ofByteArray(body)).header("Content-Type", type));
    }

    /** What is answered as a file of a type. */
    public byte[] file(String path, String type) {
        try {
            return HTTP.send(request(path).header("Accept", type).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer postFile(String path, byte[] file) {
        return send(request(path)
                .POST(BodyPublishers.ofByteArray(file))
                .header("Content-Type", "application/octet-stream"));
    }

    private HttpRequest.Builder request(String path) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic " + credentials);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), parse(response.body()), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
