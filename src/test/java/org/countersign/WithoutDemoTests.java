package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The program as it is run for real. */
class WithoutDemoTests {

    @TempDir
    Path folder;

    @Test
    void startsWithNoUserNoExampleAndNoPasswordThatWorks() {
        try (var node = Node.launch(folder, "--spring.profiles.active=").awaitLog("Started Countersign")) {
            assertThat(node.log())
                    .contains("No active profile set")
                    .doesNotContain("generated security password", "password = name", "ERROR");
            var users = Node.demoUsers();
            users.addAll(Set.of("demo", "user", "root", "sa", "camunda"));
            for (var user : users) {
                for (var path : Set.of("/api/v1/use-cases", "/engine-rest/engine", "/actuator/info")) {
                    assertThat(node.as(user).get(path).status()).as(user + path).isEqualTo(401);
                }
            }
        }
        var file = folder.resolve("data").resolve("countersign").toAbsolutePath();
        var stored = new Invariants(new DriverManagerDataSource("jdbc:h2:file:" + file + ";IFEXISTS=TRUE", "sa", ""));
        for (var column : Set.of("id_ from act_id_user", "id from example", "id from decision", "version from model")) {
            assertThat(stored.keys("select " + column)).as(column).isEmpty();
        }
        assertThat(stored.keys("select use_case from in_force")).isNotEmpty();
    }
}
