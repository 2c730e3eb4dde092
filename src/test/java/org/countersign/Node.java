package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/** The whole program as the demo starts it, in a process of its own that can be killed. */
final class Node implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private Node(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Copies the project's rules into a folder. */
    static void rules(Path folder) {
        try {
            FileSystemUtils.copyRecursively(Path.of("rules"), folder.resolve("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the copied policy of a use case. */
    static void change(Path folder, String useCase, String pattern, String to) {
        var policy = folder.resolve("rules").resolve(useCase).resolve("policy.yaml");
        try {
            Files.writeString(policy, Files.readString(policy).replaceAll(pattern, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom the demo says it has. */
    static Set<String> demoUsers() {
        try (var file = Files.newInputStream(Path.of("src/main/resources/application-demo.yaml"))) {
            Map<String, Map<String, Map<String, String>>> settings = new Yaml().load(file);
            return new TreeSet<>(
                    settings.get("countersign.security").get("demo-users").keySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Launches the program in a folder, where it finds its {@code rules} and puts its {@code data}. */
    static Node launch(Path folder, String... settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // a setting given as an argument outweighs these
                "-Dspring.profiles.active=demo",
                "-Dserver.port=0",
                "-Dcountersign.simulation.examples=300",
                "-Dcountersign.simulation.decisions=0",
                "-Dcamunda.bpm.job-execution.wait-time-in-millis=200",
                "-Dcamunda.bpm.job-execution.max-wait=400",
                Countersign.class.getName()));
        command.addAll(List.of(settings));
        try {
            var log = Files.createTempFile(folder, "node-", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            var node = new Node(builder.start(), log);
            // should this JVM be stopped in mid-test
            Runtime.getRuntime().addShutdownHook(new Thread(node::kill));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the log says something. */
    Node awaitLog(String text) {
        await().alias(text)
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> assertThat(process.isAlive()).as(this::log).isTrue())
                .until(() -> log().contains(text));
        return this;
    }

    Node awaitReady() {
        return awaitLog("Countersign demo is ready");
    }

    Caller as(String user) {
        var port = PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("It does not serve: " + log());
        }
        return Caller.at(Integer.parseInt(port.group(1)), user);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing of the program runs after it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
