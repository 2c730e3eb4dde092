package org.countersign.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.countersign.Countersign;
import org.countersign.Statements;
import org.countersign.decision.Decision;
import org.countersign.decision.OversightLevel;
import org.countersign.process.Intake;
import org.countersign.simulation.Worlds;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Countersign as it is shipped, with its demo's model and rules: cases of consumer credit that are sure to be approved,
 * each with an idempotency key.
 */
final class Shipped implements AutoCloseable {

    private static final String USE_CASE = "credit";
    private static final String CALLER = "integrator";
    private static final int CASES = 100;

    private final ConfigurableApplicationContext context;
    private final List<ObjectNode> bodies = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Shipped(Place place) {
        context = new SpringApplicationBuilder(Countersign.class)
                .profiles("demo")
                .initializers(Shipped::withoutTests)
                .run(
                        "--spring.datasource.url=" + place.database("countersign"),
                        "--spring.datasource.username=" + place.user(),
                        "--server.port=0",
                        "--countersign.simulation.decisions=0",
                        "--logging.level.root=WARN",
                        "--spring.main.banner-mode=off");
        var intake = context.getBean(Intake.class);
        var json = context.getBean(ObjectMapper.class);
        Worlds.forUseCase(USE_CASE)
                .cases(11)
                .map(made -> json.createObjectNode()
                        .put("useCase", USE_CASE)
                        .<ObjectNode>set("case", json.valueToTree(made.subject().fields())))
                .filter(body -> level(intake.start(body, CALLER, null).decision()) == OversightLevel.AUTO_APPROVE)
                .limit(CASES)
                .forEach(bodies::add);
    }

    private static OversightLevel level(Decision decision) {
        return decision.routed().level();
    }

    /** The classes of the tests are on the path, too; their beans are no part of the program. */
    static void withoutTests(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("noTests", new TypeExcludeFilter() {
            @Override
            public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
                return type.getResource().getURL().getPath().contains("/test-classes/");
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(this);
            }
        });
        context.getBeanFactory().addBeanPostProcessor(new Statements());
    }

    private ObjectNode body() {
        return bodies.get(Math.floorMod(next.getAndIncrement(), CASES));
    }

    Contender inProcess() {
        var intake = context.getBean(Intake.class);
        return contender("Countersign", thread -> false, () -> {
            var decision =
                    intake.start(body(), CALLER, UUID.randomUUID().toString()).decision();
            if (level(decision) != OversightLevel.AUTO_APPROVE) {
                throw new IllegalStateException(decision.toString());
            }
        });
    }

    Contender overHttp() {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var to = URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/api/v1/decisions");
        var credentials = Base64.getEncoder().encodeToString((CALLER + ":" + CALLER).getBytes(StandardCharsets.UTF_8));
        return contender("Countersign over HTTP", t -> t.getName().startsWith("http-nio"), () -> {
            var request = HttpRequest.newBuilder(to)
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body().toString()));
            try {
                var answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 201 || !answer.body().contains("AUTO_APPROVE")) {
                    throw new IllegalStateException(answer + answer.body());
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Contender contender(String title, Predicate<Thread> works, Runnable decide) {
        return new Contender() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public void decide() {
                decide.run();
            }

            @Override
            public boolean worksFor(Thread thread) {
                return works.test(thread);
            }

            @Override
            public void close() {
                // the program is closed once for all its doors
            }
        };
    }

    @Override
    public void close() {
        context.close();
    }
}
