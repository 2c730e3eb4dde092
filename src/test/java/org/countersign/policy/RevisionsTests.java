package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.UseCaseEvent.Published;
import org.countersign.policy.BackTestRegister.Baseline;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revision.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionsTests {

    private static final Map<String, String> FIRST = Map.of("a.drl", "first");
    private static final Map<String, String> SECOND = Map.of("a.drl", "second");
    private static final Actor OFFICER = Actor.person("officer");

    private static final RevisionCheck CHECK = new RevisionCheck() {
        @Override
        public List<FileProblem> check(String useCase, Kind kind, Map<String, String> files) {
            return files.containsValue("bad")
                    ? List.of(new FileProblem("a.drl", 1, 1, "It is bad.", "Make it good."))
                    : List.of();
        }

        @Override
        public List<FileProblem> doubts(String useCase, Kind kind, Map<String, String> files) {
            var severity = files.containsValue("dead") ? Severity.ERROR : Severity.NOTE;
            return List.of(new FileProblem("a.drl", 1, 1, severity, "It is doubtful.", "Look again."));
        }
    };

    private final RevisionBench bench = new RevisionBench(CHECK, new PolicyCheck());
    private final Revisions revisions = bench.revisions;
    private String base = "";

    @BeforeEach
    void putFirstVersionsInForce() {
        var policy = revisions.seed("loans", Kind.POLICY, Map.of("policy.yaml", SamplePolicy.TEXT));
        base = revisions.seed("loans", Kind.RULES, FIRST);
        bench.policies.putInForce(new InForce("loans", policy, base, "model-1"));
        bench.backTests.put("digest", new Baseline(policy, base));
    }

    @Test
    void publishesByAnotherPersonThanTheOneWhoProposed() {
        var proposed = propose(SECOND, "digest");

        assertThat(proposed.state()).isEqualTo(State.PROPOSED);
        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(base);
        assertThatExceptionOfType(AnotherPersonNeeded.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), "digest", "officer"));

        revisions.publish("loans", Kind.RULES, proposed.version(), "digest", "officer2");

        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(proposed.version());
        assertThat(revisions.list("loans", Kind.RULES))
                .extracting(Revision::state)
                .containsExactly(State.PUBLISHED, State.RETIRED);
        assertThat(bench.events)
                .last()
                .isEqualTo(new Published(
                        "loans", Actor.person("officer2"), RevisionBench.NOW, "RULES", proposed.version(), base));
    }

    @Test
    void letsNobodyPublishWhatTheyWroteThoughAnotherProposedIt() {
        var draft = bench.drafts.begin("loans", Kind.RULES, SECOND, base, OFFICER);
        var proposed = revisions.propose(draft.id(), 1, null, "", "officer2");

        assertThatExceptionOfType(AnotherPersonNeeded.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), null, "officer"));
        assertThatExceptionOfType(AnotherPersonNeeded.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), null, "officer2"));
    }

    @Test
    void refusesToPublishOnAnotherBackTestThanWasSeen() {
        var proposed = propose(SECOND, "digest");

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), "other", "officer2"));
        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), null, "officer2"));
    }

    @Test
    void refusesToPublishOnAnotherBaseThanItWasProposedOn() {
        var second = propose(SECOND, null);
        var third = propose(Map.of("a.drl", "third"), null);
        revisions.publish("loans", Kind.RULES, second.version(), null, "officer2");

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, third.version(), null, "officer2"))
                .withMessageContaining("propose it again");
    }

    @Test
    void takesAnEarlierVersionBackInOneStep() {
        var second = propose(SECOND, null);
        revisions.publish("loans", Kind.RULES, second.version(), null, "officer2");

        revisions.republish("loans", Kind.RULES, base, "officer");

        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(base);
        assertThat(revisions.find("loans", Kind.RULES, second.version()).state())
                .isEqualTo(State.RETIRED);
    }

    @Test
    void doesNotTakeBackWhatWasNeverInForce() {
        var proposed = propose(SECOND, null);

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.republish("loans", Kind.RULES, proposed.version(), "officer2"));
    }

    @Test
    void refusesABackTestThatIsNotOfTheProposedText() {
        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> propose(SECOND, "unknown"))
                .withMessageContaining("no such back-test of this text");
        assertThat(revisions.list("loans", Kind.RULES)).hasSize(1);
    }

    @Test
    void refusesABackTestThatComparesWithWhatIsNoLongerInForce() {
        var proposed = propose(SECOND, "digest");
        publishPolicy(SamplePolicy.TEXT.replace("Small loans", "Very small loans"));

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.publish("loans", Kind.RULES, proposed.version(), "digest", "officer2"))
                .withMessageContaining("make a new one");
        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> propose(Map.of("a.drl", "third"), "digest"))
                .withMessageContaining("make a new one");
        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(base);
    }

    @Test
    void proposesNothingThatIsCertainlyAMistakeThoughItCanBeTakenBack() {
        assertThatExceptionOfType(RevisionRefused.class)
                .isThrownBy(() -> propose(Map.of("a.drl", "dead"), null))
                .withMessageContaining("Look again.");

        revisions.seed("old", Kind.POLICY, Map.of("policy.yaml", SamplePolicy.TEXT));
        var dead = revisions.seed("old", Kind.RULES, Map.of("a.drl", "dead"));
        bench.policies.putInForce(new InForce("old", base, dead, null));
        var draft = bench.drafts.begin("old", Kind.RULES, SECOND, dead, OFFICER);
        var mended = revisions.propose(draft.id(), 1, null, "", "officer").version();
        revisions.publish("old", Kind.RULES, mended, null, "officer2");

        assertThat(revisions.republish("old", Kind.RULES, dead, "officer").state())
                .isEqualTo(State.PUBLISHED);
    }

    @Test
    void proposesNothingThatHasAProblem() {
        var draft = bench.drafts.begin("loans", Kind.RULES, Map.of("a.drl", "bad"), base, OFFICER);

        assertThatExceptionOfType(RevisionRefused.class)
                .isThrownBy(() -> revisions.propose(draft.id(), 1, null, "", "officer"))
                .withMessageContaining("Make it good.");
        assertThat(bench.drafts.find(draft.id())).isEqualTo(draft);
    }

    @Test
    void doesNotOverwriteWhatSomeoneElseSaved() {
        var draft = bench.drafts.begin("loans", Kind.RULES, SECOND, base, OFFICER);
        bench.drafts.save(draft.id(), FIRST, 1, Actor.person("officer2"));

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> bench.drafts.save(draft.id(), SECOND, 1, OFFICER));
        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> revisions.propose(draft.id(), 1, null, "", "officer"));
        assertThat(bench.drafts.find(draft.id()).authors()).containsExactlyInAnyOrder("officer", "officer2");
    }

    @Test
    void doesNotProposeOverWhatSomeoneElseSavesMeanwhile() {
        var drafts = new AtomicReference<Drafts>();
        var saving = new RevisionBench((useCase, kind, files) -> {
            Objects.requireNonNull(drafts.get()).save("draft-1", FIRST, 1, Actor.person("officer2"));
            return List.of();
        });
        drafts.set(saving.drafts);
        saving.policies.putInForce(new InForce("loans", "p", saving.revisions.seed("loans", Kind.RULES, FIRST), null));
        saving.drafts.begin("loans", Kind.RULES, SECOND, base, OFFICER);

        assertThatExceptionOfType(RevisionConflict.class)
                .isThrownBy(() -> saving.revisions.propose("draft-1", 1, null, "", "officer"))
                .withMessageContaining("saved this draft meanwhile");
        assertThat(saving.drafts.find("draft-1").files()).isEqualTo(FIRST);
    }

    @Test
    void turnsNothingDownThatIsBeingPublished() {
        var proposed = propose(SECOND, null);
        var late = Objects.requireNonNull(bench.transaction.execute(status -> {
            revisions.publish("loans", Kind.RULES, proposed.version(), null, "officer2");
            var turningDown = CompletableFuture.supplyAsync(() -> turnDown(proposed));
            assertThat(turningDown).failsWithin(Duration.ofMillis(300));
            return turningDown;
        }));

        assertThat(late)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RevisionConflict.class);
        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(proposed.version());
        assertThat(revisions.find("loans", Kind.RULES, proposed.version()).state())
                .isEqualTo(State.PUBLISHED);
    }

    private @Nullable Draft turnDown(Revision proposed) {
        return bench.transaction.execute(
                status -> revisions.turnDown("loans", Kind.RULES, proposed.version(), "not now", "officer3"));
    }

    @Test
    void letsNobodyPublishTheirOwnTextByADetour() {
        for (var person : List.of("officer2", "officer")) {
            var proposed = propose(SECOND, null);
            var draft = revisions.turnDown("loans", Kind.RULES, proposed.version(), "not now", person);

            var again = revisions.propose(draft.id(), 1, null, "", "officer3");

            assertThatExceptionOfType(AnotherPersonNeeded.class)
                    .as("turned down by " + person)
                    .isThrownBy(() -> revisions.publish("loans", Kind.RULES, again.version(), null, "officer"));
            revisions.turnDown("loans", Kind.RULES, again.version(), "", "officer3");
        }
    }

    @Test
    void aDraftOfAnothersProposalIsTheirsToo() {
        var proposed = propose(SECOND, null);
        var second = Actor.person("officer2");

        assertThat(bench.drafts.begin(proposed, base, second).authors())
                .containsExactlyInAnyOrder("officer", "officer2");
        assertThat(bench.drafts
                        .begin(revisions.find("loans", Kind.RULES, base), base, second)
                        .authors())
                .as("what is in force was another's word already")
                .containsExactly("officer2");
    }

    @Test
    void keepsTheTextOfAProposalThatIsTurnedDown() {
        var proposed = propose(SECOND, null);

        var draft = revisions.turnDown("loans", Kind.RULES, proposed.version(), "not now", "officer2");

        assertThat(draft.files()).isEqualTo(SECOND);
        assertThat(revisions.list("loans", Kind.RULES)).hasSize(1);
    }

    @Test
    void keepsAChangedFolderAsADraftOnce() {
        revisions.seed("loans", Kind.RULES, SECOND);
        revisions.seed("loans", Kind.RULES, SECOND);

        assertThat(bench.drafts.list("loans", Kind.RULES)).singleElement().satisfies(d -> {
            assertThat(d.files()).isEqualTo(SECOND);
            assertThat(d.base()).isEqualTo(base);
        });
        assertThat(bench.policies.inForce("loans").ruleSet()).isEqualTo(base);
    }

    @Test
    void keepsTheModelWhenAPolicyChangesWhatItDoesNotKnowOf() {
        publishPolicy(SamplePolicy.TEXT.replace("Small loans", "Very small loans"));

        assertThat(bench.policies.current("loans").title()).isEqualTo("Very small loans");
        assertThat(bench.policies.inForce("loans").model()).isEqualTo("model-1");
    }

    @Test
    void voidsTheModelWhenAPolicyChangesFieldsOrLabels() {
        publishPolicy(SamplePolicy.TEXT.replace("max: 1000", "max: 2000"));

        assertThat(bench.policies.inForce("loans").model()).isNull();
    }

    @Test
    void givesFilesOneVersionWhateverTheirLineEnds() {
        assertThat(Revisions.digest(Map.of("a.drl", "x\r\ny\n")))
                .isEqualTo(Revisions.digest(Map.of("a.drl", "x\ny\n")));
        assertThat(Revisions.digest(Map.of("a.drl", "x", "b.drl", "y")))
                .isNotEqualTo(Revisions.digest(Map.of("a.drl", "y", "b.drl", "x")))
                .isNotEqualTo(Revisions.digest(Map.of("a.drl", "xb.drly")));
    }

    @Test
    void takesNoFileThatIsNoneOfARulesFolder() {
        for (var name : List.of("../a.drl", "a.exe", ".drl", "a/b.csv")) {
            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> bench.drafts.begin("loans", Kind.RULES, Map.of(name, ""), base, OFFICER));
        }
    }

    private Revision propose(Map<String, String> files, @Nullable String backTest) {
        var draft = bench.drafts.begin("loans", Kind.RULES, files, base, OFFICER);
        return revisions.propose(draft.id(), 1, backTest, "because", "officer");
    }

    private void publishPolicy(String text) {
        var now = bench.policies.inForce("loans").policy();
        var draft = bench.drafts.begin("loans", Kind.POLICY, Map.of("policy.yaml", text), now, OFFICER);
        var proposed = revisions.propose(draft.id(), 1, null, "", "officer");
        revisions.publish("loans", Kind.POLICY, proposed.version(), null, "officer2");
    }
}
