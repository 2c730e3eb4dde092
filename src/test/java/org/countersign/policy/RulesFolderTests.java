package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class RulesFolderTests {

    @TempDir
    Path folder;

    @Test
    void readsTheFilesOfEachUseCase() throws IOException {
        write("loans/policy.yaml", "a policy");
        write("loans/big.drl", "größer");
        write("loans/also.drl", "also");
        write("cards/policy.yaml", "another");

        var rules = new RulesFolder(folder.toString());

        assertThat(rules.useCases()).containsExactly("cards", "loans");
        assertThat(rules.read("loans", "policy.yaml")).contains("a policy");
        assertThat(rules.readAll("loans", "drl"))
                .containsExactly(Map.entry("also.drl", "also"), Map.entry("big.drl", "größer"));
        assertThat(rules.readAll("loans", "csv")).isEmpty();
        assertThat(rules.place()).isEqualTo(folder.toAbsolutePath().toString());
    }

    @Test
    void staysInItsFolder() throws IOException {
        write("loans/policy.yaml", "a policy");
        write("secret.txt", "secret");
        write("loans/old/policy.yaml", "old");
        write(".git/config", "hidden");
        write("loans/.policy.yaml.swp", "hidden");

        var rules = RulesFolder.of(folder);

        assertThat(rules.useCases()).containsExactly("loans");
        assertThat(rules.read("loans", "../secret.txt")).isEmpty();
        assertThat(rules.read("..", "secret.txt")).isEmpty();
        assertThat(rules.read("loans", "old/policy.yaml")).isEmpty();
        assertThat(rules.read("loans", ".policy.yaml.swp")).isEmpty();
        assertThat(rules.readAll("nowhere", "drl")).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotUtf8OrTooLarge() throws IOException {
        write("loans/policy.yaml", "");
        Files.write(folder.resolve("loans/policy.yaml"), "größer".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("loans/big.drl"), new byte[1_000_001]);

        var rules = RulesFolder.of(folder);

        assertThatExceptionOfType(RulesUnreadable.class)
                .isThrownBy(() -> rules.read("loans", "policy.yaml"))
                .withMessageContaining("rules/loans/policy.yaml: is not UTF-8");
        assertThatExceptionOfType(RulesUnreadable.class)
                .isThrownBy(() -> rules.readAll("loans", "drl"))
                .withMessageContaining("larger than");
    }

    @Test
    void refusesAConfiguredFolderThatIsNotThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RulesFolder(folder.resolve("nowhere").toString()))
                .withMessageContaining("countersign.rules");
    }

    @Test
    void readsTheRulesThatTheProgramBroughtInItsJar() throws IOException {
        var jar = folder.resolve("program.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var name : new String[] {"rules/", "rules/loans/", "rules/loans/policy.yaml", "rules/loans/a.drl"}) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.endsWith("/") ? new byte[0] : name.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var rules = new RulesFolder(Optional.empty(), new PathMatchingResourcePatternResolver(loader));

            assertThat(rules.useCases()).containsExactly("loans");
            assertThat(rules.read("loans", "policy.yaml")).contains("rules/loans/policy.yaml");
            assertThat(rules.readAll("loans", "drl")).containsOnlyKeys("a.drl");
        }
    }

    @Test
    void findsTheRulesOfThisProjectWhenNothingIsConfigured() {
        assertThat(new RulesFolder("").useCases()).contains("credit", "moderation", "triage");
        assertThat(new RulesFolder(Optional.empty(), new PathMatchingResourcePatternResolver()).useCases())
                .contains("credit", "moderation", "triage");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
