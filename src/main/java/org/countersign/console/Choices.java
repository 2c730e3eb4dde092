package org.countersign.console;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.State;
import org.countersign.policy.Revisions;
import org.countersign.rehearsal.Candidate;
import org.countersign.rehearsal.Candidates;
import org.springframework.stereotype.Component;

/** The texts of a use case that can be rehearsed, for people to choose one. */
@Component
class Choices {

    /** @param value as a form sends it */
    record Choice(String value, String name) {}

    private static final String DRAFT = "draft:";
    private static final String VERSION = "version:";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Drafts drafts;
    private final Revisions revisions;
    private final Candidates candidates;

    Choices(Drafts drafts, Revisions revisions, Candidates candidates) {
        this.drafts = drafts;
        this.revisions = revisions;
        this.candidates = candidates;
    }

    /** Drafts first: they are what people want to try. */
    List<Choice> of(Section section, String useCase) {
        var choices = new ArrayList<Choice>();
        drafts.list(useCase, section.kind()).forEach(d -> choices.add(new Choice(DRAFT + d.id(), name(d))));
        revisions.list(useCase, section.kind()).forEach(r -> choices.add(new Choice(VERSION + r.version(), name(r))));
        return choices;
    }

    /** Those that can run beside the live one: no draft of a policy, as every node reads it as a version. */
    List<Choice> forShadow(Section section, String useCase) {
        return of(section, useCase).stream()
                .filter(choice -> section.rules() || choice.value().startsWith(VERSION))
                .toList();
    }

    static String of(Revision revision) {
        return VERSION + revision.version();
    }

    /**
     * What was chosen.
     *
     * @throws org.countersign.policy.RevisionRefused when it cannot be read
     */
    Candidate candidate(Section section, String useCase, String value) {
        if (value.startsWith(DRAFT)) {
            return candidates.draft(useCase, section.kind(), value.substring(DRAFT.length()));
        }
        if (value.startsWith(VERSION)) {
            return candidates.version(useCase, section.kind(), value.substring(VERSION.length()));
        }
        throw new InvalidInput("", "It is not said what to try.", "Choose a draft or a version.");
    }

    private static String name(Draft draft) {
        return "draft by %s, saved %s".formatted(Viewer.names(draft.authors()), TIME.format(draft.updatedAt()));
    }

    private static String name(Revision revision) {
        var state = revision.state() == State.PUBLISHED
                ? "in force"
                : revision.state().name().toLowerCase(Locale.ROOT);
        return "version %d (%s)".formatted(revision.number(), state);
    }
}
