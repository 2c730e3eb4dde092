package org.countersign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.countersign.Caller.Answer;

/** Someone who has signed in on the login page, and whose browser asks what Tasklist asks. */
public final class Visitor {

    private final String base;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Visitor(int port) {
        base = "http://localhost:" + port;
    }

    public static Visitor signedIn(int port, String user) {
        var visitor = new Visitor(port);
        var form = "username=" + user + "&password=" + user + "&_csrf="
                + encoded(token(visitor.get("/login").text()));
        visitor.send(HttpRequest.newBuilder(URI.create(visitor.base + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return visitor;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json, */*"));
    }

    /** Sends the form of a page: fields as they stand in a query, encoded; and follows no redirect. */
    public Answer submit(String page, String fields) {
        var token = get(page).text().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
        return send(HttpRequest.newBuilder(URI.create(base + page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8))));
    }

    /** Sends a form of a page, as names and values in turn. */
    public Answer submit(String page, String path, String... fields) {
        var form = new StringBuilder("_csrf=").append(encoded(token(get(page).text())));
        for (var i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    private static String token(String page) {
        return page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = browser.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), parse(response.body()), response.headers(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
