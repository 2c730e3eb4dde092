package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.countersign.decision.OneAtATime;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policies;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class RefusedAtStartTests {

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("rules"), folder);
    }

    @Test
    void refusesToStartOnAllThatIsWrongWithFileLineAndMend() throws IOException {
        change("credit/policy.yaml", "  vetoWindow: PT30M", "  vetoWindow: soon");
        change("moderation/oversight.drl", "route.priority(80)", "route.preference(80)");
        Files.delete(folder.resolve("triage/policy.yaml"));

        assertThat(problems())
                .anySatisfy(p -> said(p, "credit/policy.yaml", "  vetoWindow: soon", "'soon' of 'vetoWindow'"))
                .anySatisfy(p -> said(p, "moderation/oversight.drl", "route.preference(80)", "preference"))
                .anySatisfy(p -> assertThat(p.toString())
                        .isEqualTo(
                                "rules/triage/policy.yaml:1:1: There is no policy. Write one, or remove the folder."));
    }

    @Test
    void refusesAQueueThatARuleNamesAndThePolicyLacks() throws IOException {
        change("moderation/oversight.drl", "route.priority(80)", "route.queue(\"nowhere\")");

        assertThat(problems())
                .hasSize(1)
                .first()
                .satisfies(p -> said(p, "moderation/oversight.drl", "nowhere", "nowhere"));
    }

    private void said(FileProblem problem, String file, String line, String what) throws IOException {
        assertThat(problem.file()).endsWith(file);
        assertThat(Files.readAllLines(folder.resolve(file)).get(problem.line() - 1))
                .contains(line);
        assertThat(problem.what()).contains(what);
        assertThat(problem.mend()).isNotBlank();
    }

    private void change(String file, String from, String to) throws IOException {
        var text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private List<FileProblem> problems() {
        var policies = mock(Policies.class);
        var revisions = mock(Revisions.class);
        var oneAtATime = mock(OneAtATime.class);
        var start = new UseCasesAtStart(
                RulesFolder.of(folder), policies, revisions, event -> {}, oneAtATime, Clock.systemUTC());

        var refused = catchThrowableOfType(PolicyRefused.class, start::afterSingletonsInstantiated);

        verifyNoInteractions(revisions, oneAtATime);
        assertThat(refused.getMessage()).contains(refused.problems().get(0).toString());
        return refused.problems();
    }
}
