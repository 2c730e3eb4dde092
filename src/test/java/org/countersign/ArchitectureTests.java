package org.countersign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTests {

    private static final String ROOT = "org.countersign";
    private static final Path SOURCES = Path.of("src/main/java/org/countersign");
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({
        "org.tribuo.., prediction",
        "ml.dmlc.., prediction",
        "org.drools.., routing",
        "org.kie.., routing",
        "org.camunda.., process review learning security",
        "org.springframework.security.., security",
        "org.springframework.web.bind.., api console",
        "org.springframework.web.servlet.., api console",
        "org.thymeleaf.., console",
        "io.micrometer.., monitoring"
    })
    void eachLibraryHasItsModules(String library, String users) {
        var allowed = Arrays.stream(users.split(" ")).map(m -> ROOT + "." + m).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void modulesAreFlat() {
        classes().should().resideInAnyPackage(ROOT, ROOT + ".*").check(PROGRAM);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Service|Dto|DTO|Manager|Bean)")
                .check(PROGRAM);
    }

    @Test
    void exceptionsAreFactsWithoutASuffix() {
        noClasses()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .orShould()
                .haveSimpleNameEndingWith("Error")
                .check(PROGRAM);
    }

    @Test
    void theContractHasNoPublicTypes() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".api")
                .and(areNotNested())
                .should()
                .bePublic()
                .check(PROGRAM);
    }

    @Test
    void aboutHalfOfTheTypesArePublicAtMost() {
        var types = PROGRAM.stream().filter(c -> !c.isNestedClass()).toList();
        var open = types.stream()
                .filter(c -> c.getModifiers().toString().contains("PUBLIC"))
                .toList();

        assertThat(open.size() * 2).isLessThanOrEqualTo(types.size() * 11 / 10);
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            var lines = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.endsWith("package-info.java"))
                    .collect(java.util.stream.Collectors.toMap(f -> f, ArchitectureTests::lines));
            var sorted = lines.values().stream().sorted().toList();

            assertThat(lines)
                    .allSatisfy((file, count) ->
                            assertThat(count).as(file.toString()).isLessThanOrEqualTo(250));
            assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThan(65);
        }
    }

    @Test
    void everyModuleSaysWhatItIs() throws IOException {
        try (Stream<Path> entries = Files.list(SOURCES)) {
            var modules = entries.filter(Files::isDirectory).toList();

            assertThat(modules).hasSizeGreaterThan(10);
            assertThat(modules)
                    .allSatisfy(module -> assertThat(Files.readString(module.resolve("package-info.java")))
                            .startsWith("/** ")
                            .contains("@NullMarked", "@ApplicationModule"));
        }
    }

    private static DescribedPredicate<JavaClass> areNotNested() {
        return DescribedPredicate.describe("are not nested", c -> !c.isNestedClass());
    }

    private static int lines(Path file) {
        try {
            return List.copyOf(Files.readAllLines(file)).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
