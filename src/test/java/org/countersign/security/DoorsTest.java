package org.countersign.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.EngineInView;
import org.countersign.decision.InvalidInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** One running engine with people in it, for all tests of its doors; no demo profile. */
@ExtendWith(EngineInView.class)
@SpringBootTest(
        classes = DoorsTest.House.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:doors;DB_CLOSE_DELAY=-1",
            "camunda.bpm.deployment-resource-pattern=classpath*:security/*.bpmn",
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.history-level=full",
            "countersign.security.admin.name=root",
            "countersign.security.admin.password=" + DoorsTest.ROOT_PASSWORD,
            "countersign.security.engine-body-limit=64KB"
        })
abstract class DoorsTest {

    static final String ROOT_PASSWORD = "Correct-horse-7";

    private static final HttpClient MACHINE = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Queues queues;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"org.countersign.security", "org.countersign.policy", "org.countersign.decision"})
    static class House implements WebMvcConfigurer {
        /** The console's, without the console. */
        @Override
        public void addViewControllers(ViewControllerRegistry registry) {
            registry.addViewController("/login").setViewName("login");
        }

        @Bean
        TaskListener refuseVerdict() {
            return task -> {
                if ("bad".equals(task.getVariable("verdict"))) {
                    throw new InvalidInput("/verdict", "\"bad\" is no verdict.", "Send CONFIRM.");
                }
                if ("ugly".equals(task.getVariable("verdict"))) {
                    throw new IllegalStateException("select * from secrets");
                }
            };
        }
    }

    @BeforeEach
    void peopleAndQueues() {
        if (engine.getIdentityService().createUserQuery().userId("ann").count() > 0) {
            return;
        }
        queues.ensure(Map.of("credit-review", "Credit review", "triage-review", "Triage review"));
        Accounts.ensure(engine, Set.of(), accounts -> {
            accounts.user("ann", "ann", Set.of(Roles.CASE_WORKER, "credit-review"));
            accounts.user("bob", "bob", Set.of(Roles.CASE_WORKER, "triage-review"));
            // whose password tests get wrong: the engine locks a user out for seconds after each failure
            accounts.user("eve", "eve", Set.of(Roles.CASE_WORKER));
            accounts.user("sue", "sue", Set.of(Roles.SUPERVISOR));
            accounts.user("bot", "bot", Set.of(Roles.INTEGRATOR));
            accounts.user("oli", "oli", Set.of(Roles.MODEL_OWNER));
            accounts.user("aud", "aud", Set.of(Roles.AUDITOR));
        });
    }

    HttpResponse<String> get(String user, String path) {
        return send(MACHINE, request(path).header("Authorization", basic(user)).GET());
    }

    HttpResponse<String> post(String user, String path, String json) {
        return call(user, "POST", path, json);
    }

    HttpResponse<String> call(String user, String method, String path, String json) {
        return send(
                MACHINE,
                request(path)
                        .header("Authorization", basic(user))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json)));
    }

    HttpResponse<String> anonymously(String method, String path) {
        return send(MACHINE, request(path).method(method, BodyPublishers.noBody()));
    }

    /** A case of the queue, waiting for its person; gives the task's id. */
    String waitingTask(String queue) {
        var instance = engine.getRuntimeService().startProcessInstanceByKey("decision", Map.of("queue", queue));
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    static String basic(String user) {
        var password = user.equals("root") ? ROOT_PASSWORD : user;
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Someone at a browser, who has signed in on the login page. */
    Browser browser(String user) {
        var browser = new Browser();
        browser.signIn(user, user.equals("root") ? ROOT_PASSWORD : user);
        return browser;
    }

    final class Browser {

        final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<String> signIn(String user, String password) {
            var page = get("/login").body();
            var token = page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
            return form("/login", "username=" + user + "&password=" + password + "&_csrf=" + encoded(token));
        }

        HttpResponse<String> get(String path) {
            return send(client, request(path).header("Accept", "text/html").GET());
        }

        HttpResponse<String> getJson(String path) {
            return send(
                    client, request(path).header("Accept", "application/json").GET());
        }

        HttpResponse<String> form(String path, String body) {
            return send(
                    client,
                    request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body)));
        }

        /** As the web applications send it. */
        HttpResponse<String> post(String path, String json) {
            return send(
                    client,
                    request(path)
                            .header("Content-Type", "application/json")
                            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                            .POST(BodyPublishers.ofString(json)));
        }

        String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(c -> c.getName().equals(name))
                    .map(java.net.HttpCookie::getValue)
                    .findFirst()
                    .orElse("none");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
