package org.countersign;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the README shows is what the program does: its commands are sent, its answers compared, its extracts looked up. */
@CountersignTest
class ReadmeTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path README = Path.of("README.md");

    /** A command, and the status and body that it is said to be answered with. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```bash\n(curl .*?)```\n(?:[^`]|`[^`])*?```json (\\d+)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern COMMAND = Pattern.compile(
            "curl -u (\\w+):\\w+ http://localhost:8080(\\S+)(?: -H 'Content-Type: ([^']+)' -d '(.*)')?\\s*",
            Pattern.DOTALL);

    private static final Pattern EXTRACT = Pattern.compile("From `([^`]+)`:\n```\\w*\n(.*?)```", Pattern.DOTALL);

    /** Members whose values are the same on every machine and day. */
    private static final Set<String> LASTING =
            Set.of("level", "status", "useCase", "label", "state", "kind", "examples");

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService engine;

    @Test
    void showsCommandsThatAreAnsweredAsItSays() throws IOException {
        var readme = Files.readString(README);
        var examples = EXAMPLE.matcher(readme).results().toList();
        assertThat(examples).hasSize(readme.split("```bash\n", -1).length - 1).hasSizeGreaterThan(5);
        var started = new ArrayList<String>();
        var id = "";
        for (var example : examples) {
            var answer = replay(example, id);
            id = answer.path("id").asText(id);
            started.add(id);
        }
        started.forEach(this::forget);
    }

    @Test
    void showsExtractsThatAreInTheFiles() throws IOException {
        var extracts = EXTRACT.matcher(Files.readString(README)).results().toList();

        assertThat(extracts).hasSize(2);
        for (var extract : extracts) {
            assertThat(Files.readString(Path.of(extract.group(1)))).contains(extract.group(2));
        }
    }

    @Test
    void pointsToFilesThatAreThere() throws IOException {
        var links = Pattern.compile("]\\(((?!http)[^)#]+)\\)")
                .matcher(Files.readString(README))
                .results()
                .map(link -> Path.of(link.group(1)))
                .filter(link -> !link.startsWith("src/docs/images"))
                .toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link).exists());
    }

    private JsonNode replay(MatchResult example, String id) throws IOException {
        var command = COMMAND.matcher(example.group(1).replace("$ID", id));
        assertThat(command.matches()).as(example.group(1)).isTrue();
        var shown = JSON.readTree(example.group(3));
        var caller = Caller.at(port, command.group(1));
        var path = command.group(2);
        var answer = command.group(3) == null
                ? await().atMost(30, SECONDS).until(() -> caller.get(path), got -> lasts(got.body(), shown, "state"))
                : caller.send("POST", path, command.group(3), command.group(4));
        assertThat(answer.status()).as("%s %s", path, answer.text()).isEqualTo(Integer.parseInt(example.group(2)));
        assertThat(differences(path, answer.body(), shown)).isEmpty();
        return answer.body();
    }

    private static boolean lasts(JsonNode got, JsonNode shown, String member) {
        return got.path(member).equals(shown.path(member));
    }

    /** Where an answer has other members, types or lasting values than what is shown. */
    private static List<String> differences(String at, JsonNode got, JsonNode shown) {
        var found = new ArrayList<String>();
        if (got.getNodeType() != shown.getNodeType()) {
            found.add(at + " is " + got + ", not " + shown);
        } else if (got.isObject()) {
            var names = names(got);
            names.addAll(names(shown));
            names.stream().distinct().forEach(name -> {
                var below = at + "/" + name;
                if (LASTING.contains(name)
                        && got.path(name).isValueNode()
                        && !got.path(name).equals(shown.path(name))) {
                    found.add(below + " is " + got.path(name) + ", not " + shown.path(name));
                }
                found.addAll(differences(below, got.path(name), shown.path(name)));
            });
        } else if (got.isArray() && !got.isEmpty() && !shown.isEmpty()) {
            found.addAll(differences(at + "/0", got.get(0), shown.get(0)));
        }
        return found;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void forget(String businessKey) {
        engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .rootProcessInstances()
                .list()
                .forEach(i -> engine.deleteProcessInstance(i.getId(), "the test is over", true));
    }
}
