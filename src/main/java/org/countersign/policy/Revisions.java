package org.countersign.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.Proposed;
import org.countersign.decision.UseCaseEvent.Published;
import org.countersign.decision.UseCaseEvent.TurnedDown;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revision.Proposal;
import org.countersign.policy.Revision.State;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of rules and policies: draft, proposed by one person, published by another, retired; any earlier version can
 * be published again. Publishing is one transaction, and the next decision on every node runs under it (law 10).
 */
@Component
public class Revisions {

    private final RevisionRows rows;
    private final Drafts drafts;
    private final Policies policies;
    private final RevisionChecks checks;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Revisions(
            RevisionRows rows,
            Drafts drafts,
            Policies policies,
            RevisionChecks checks,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.drafts = drafts;
        this.policies = policies;
        this.checks = checks;
        this.clock = clock;
        this.events = events;
    }

    /** The version of files: the sha-256 digest of their names and texts, with line ends made equal and no byte order mark. */
    public static String digest(Map<String, String> files) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(files).forEach((name, text) -> {
                var normal = PolicyText.normalise(text);
                sha.update((name + "\n" + normal.length() + "\n" + normal).getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public Revision find(String useCase, Kind kind, String version) {
        return rows.find(useCase, kind, version)
                .orElseThrow(() -> new RevisionNotFound(word(kind) + " " + version + " of " + useCase));
    }

    /** Newest first. */
    public List<Revision> list(String useCase, Kind kind) {
        return rows.list(useCase, kind);
    }

    /** What there is to say about files that are to be a version, worst first; what blocks keeps them from being one. */
    public List<FileProblem> findings(String useCase, Kind kind, Map<String, String> files) {
        return checks.findings(useCase, kind, files);
    }

    /**
     * Keeps what a folder brought: the first version of a use case is published as it is, a later change becomes a draft
     * (once), never silently the law.
     */
    @Transactional
    public String seed(String useCase, Kind kind, Map<String, String> files) {
        var version = digest(files);
        var known = rows.list(useCase, kind);
        if (known.isEmpty()) {
            rows.insert(new Revision(
                    useCase,
                    kind,
                    version,
                    0,
                    files,
                    State.PUBLISHED,
                    Set.of(Actor.ENGINE.name()),
                    now(),
                    null,
                    null,
                    null));
        } else if (known.stream().noneMatch(r -> r.version().equals(version))
                && drafts.list(useCase, kind).stream()
                        .noneMatch(d -> d.version().equals(version))) {
            drafts.begin(useCase, kind, files, policies.versionInForce(useCase, kind), Actor.ENGINE);
        }
        return version;
    }

    /** Turns a draft into a proposed version, bound to what is in force now and to a back-test. */
    @Transactional
    public Revision propose(String draftId, int seenEdits, @Nullable String backTest, String note, String person) {
        var draft = drafts.find(draftId);
        if (draft.edits() != seenEdits) {
            throw Drafts.savedMeanwhile();
        }
        var base = policies.lockedVersion(draft.useCase(), draft.kind());
        requireBackTest(draft.useCase(), draft.kind(), draft.version(), backTest);
        checks.requireSound(draft.useCase(), draft.kind(), draft.files());
        if (draft.version().equals(base)) {
            throw new RevisionConflict("The draft is what is in force already: there is nothing to propose.");
        }
        var proposal = new Proposal(person, now(), base, backTest, note);
        var revision = new Revision(
                draft.useCase(),
                draft.kind(),
                draft.version(),
                0,
                draft.files(),
                State.PROPOSED,
                draft.authors(),
                now(),
                proposal,
                null,
                null);
        var known = rows.find(draft.useCase(), draft.kind(), draft.version());
        if (known.isEmpty()) {
            rows.insert(revision);
        } else if (known.get().state() == State.PROPOSED) {
            throw new RevisionConflict("The same text is proposed already.");
        } else {
            rows.propose(revision, proposal);
        }
        drafts.forget(draft);
        events.publishEvent(new Proposed(
                draft.useCase(),
                Actor.person(person),
                now(),
                draft.kind().name(),
                draft.version(),
                base,
                backTest,
                note));
        return find(draft.useCase(), draft.kind(), draft.version());
    }

    /** Puts a proposed version in force. The publisher names the back-test they saw. */
    @Transactional
    public Revision publish(String useCase, Kind kind, String version, @Nullable String backTest, String person) {
        var base = policies.lockedVersion(useCase, kind);
        var revision = find(useCase, kind, version);
        var proposal = revision.proposal();
        if (revision.state() != State.PROPOSED || proposal == null) {
            throw notProposed(revision);
        }
        if (revision.people().contains(person)) {
            throw new AnotherPersonNeeded(person);
        }
        if (!Objects.equals(backTest, proposal.backTest())) {
            throw new RevisionConflict("The back-test has changed since you looked: look again.");
        }
        if (!base.equals(proposal.base())) {
            throw new RevisionConflict(
                    "Another version has come into force since this was proposed: propose it again on top of that.");
        }
        requireBackTest(useCase, kind, version, backTest);
        checks.requireSound(revision.useCase(), revision.kind(), revision.files());
        return putInForce(revision, base, person);
    }

    /** Puts an earlier version in force again, in one step: two persons have agreed to it before. */
    @Transactional
    public Revision republish(String useCase, Kind kind, String version, String person) {
        var base = policies.lockedVersion(useCase, kind);
        var revision = find(useCase, kind, version);
        if (revision.state() != State.RETIRED || revision.decidedBy() == null) {
            throw new RevisionConflict("Version " + revision.number() + " is " + word(revision.state())
                    + ": only one that was in force before can be taken back.");
        }
        checks.requireFit(useCase, kind, revision.files());
        return putInForce(revision, base, person);
    }

    /**
     * Turns a proposal down; its text is kept as a draft, so that nothing written is lost. All who had a hand in it stay
     * its authors: a detour makes nobody the second person (law 5).
     */
    @Transactional
    public Draft turnDown(String useCase, Kind kind, String version, String why, String person) {
        var inForce = policies.lockedVersion(useCase, kind);
        var revision = find(useCase, kind, version);
        if (revision.state() != State.PROPOSED) {
            throw notProposed(revision);
        }
        rows.turnDown(revision);
        events.publishEvent(new TurnedDown(useCase, Actor.person(person), now(), kind.name(), version, why));
        return drafts.begin(revision, inForce, Actor.person(person));
    }

    private Revision putInForce(Revision revision, String base, String person) {
        rows.move(find(revision.useCase(), revision.kind(), base), State.RETIRED, person, now());
        rows.move(revision, State.PUBLISHED, person, now());
        policies.use(revision.useCase(), revision.kind(), revision.version());
        events.publishEvent(new Published(
                revision.useCase(), Actor.person(person), now(), revision.kind().name(), revision.version(), base));
        return find(revision.useCase(), revision.kind(), revision.version());
    }

    /** A back-test that is named binds: it is of this very text, compared with what is in force at this moment. */
    private void requireBackTest(String useCase, Kind kind, String version, @Nullable String digest) {
        if (digest != null) {
            checks.requireBackTest(useCase, kind, version, digest, policies.inForce(useCase));
        }
    }

    private static RevisionConflict notProposed(Revision revision) {
        return new RevisionConflict(
                "Version " + revision.number() + " is " + word(revision.state()) + ", not proposed.");
    }

    private Instant now() {
        return clock.instant();
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
