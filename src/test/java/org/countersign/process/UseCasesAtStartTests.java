package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.countersign.CountersignTest;
import org.countersign.TrialUseCases;
import org.countersign.decision.Actor;
import org.countersign.decision.OneAtATime;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;

@CountersignTest
@ExtendWith(OutputCaptureExtension.class)
class UseCasesAtStartTests {

    private static final String USE_CASE = "started";

    @TempDir
    Path folder;

    @Autowired
    RulesFolder shipped;

    @Autowired
    Policies policies;

    @Autowired
    Revisions revisions;

    @Autowired
    Drafts drafts;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    OneAtATime oneAtATime;

    @Autowired
    Clock clock;

    @BeforeEach
    void putInForce() throws IOException {
        Files.createDirectory(folder.resolve(USE_CASE));
        write("policy.yaml", policy());
        write("oversight.drl", TrialUseCases.APPROVE_ALL);
        start();
    }

    @Test
    void startsWithAMistakeInAChangedFileAndKeepsItAsADraft(CapturedOutput log) throws IOException {
        var before = policies.inForce(USE_CASE);
        write("oversight.drl", TrialUseCases.APPROVE_ALL.replace("Case()", "Case( nosuch > 1 )"));
        write("policy.yaml", policy().replace("floor: AUTO_APPROVE", "floor: SOMETIMES"));

        start();
        start();

        assertThat(policies.inForce(USE_CASE)).isEqualTo(before);
        assertThat(log).contains("rules/started/policy.yaml:").contains("SOMETIMES");
        for (var kind : Kind.values()) {
            assertThat(drafts.list(USE_CASE, kind)).singleElement().satisfies(draft -> {
                assertThat(revisions.findings(USE_CASE, kind, draft.files())).isNotEmpty();
                drafts.drop(draft, Actor.ENGINE);
            });
        }
    }

    @Test
    void startsWithFilesThatCannotBeKept(CapturedOutput log) throws IOException {
        write("table.xlsx", "no workbook");
        Files.delete(folder.resolve(USE_CASE).resolve("policy.yaml"));
        start();
        write("policy.yaml", policy());
        start();
        Files.delete(folder.resolve(USE_CASE).resolve("table.xlsx"));
        write("our rules.drl", TrialUseCases.APPROVE_ALL.replace("All", "Some"));
        start();

        assertThat(log)
                .contains("There is no policy.")
                .contains("table.xlsx:1:1")
                .contains("our rules.drl");
        assertThat(drafts.list(USE_CASE, Kind.RULES)).extracting(Draft::files).isEmpty();
    }

    @Test
    void refusesToStartWithAMistakeInAUseCaseThatIsNotInForce() throws IOException {
        Files.createDirectory(folder.resolve("unstarted"));
        Files.writeString(
                folder.resolve("unstarted/policy.yaml"), policy().replace("useCase: started", "useCase: unstarted"));
        Files.writeString(folder.resolve("unstarted/oversight.drl"), "rule half");

        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("rules/unstarted/oversight.drl:1:");
    }

    private void start() {
        new UseCasesAtStart(RulesFolder.of(folder), policies, revisions, events, oneAtATime, clock)
                .afterSingletonsInstantiated();
    }

    private String policy() {
        return shipped.read("credit", "policy.yaml").orElseThrow().replace("useCase: credit", "useCase: " + USE_CASE);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(USE_CASE).resolve(file), text);
    }
}
