package org.countersign.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.decision.Actor;
import org.countersign.decision.IdSource;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.countersign.decision.UseCaseEvent.DraftDropped;
import org.countersign.decision.UseCaseEvent.DraftSaved;
import org.countersign.policy.Revision.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Versions in the making. A draft may be wrong in any way; it is checked when it is shown and when it is proposed. */
@Component
public class Drafts {

    private static final int LONGEST = 1_000_000;

    private final JdbcClient jdbc;
    private final IdSource ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Drafts(JdbcClient jdbc, IdSource ids, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public Draft begin(String useCase, Kind kind, Map<String, String> files, String base, Actor by) {
        return begin(useCase, kind, files, base, by, Set.of());
    }

    /** Begins with the text of a version. One that was never published stays its authors', too (law 5). */
    @Transactional
    public Draft begin(Revision from, String base, Actor by) {
        var others = from.state() == Revision.State.PROPOSED ? from.people() : Set.<String>of();
        return begin(from.useCase(), from.kind(), from.files(), base, by, others);
    }

    private Draft begin(
            String useCase, Kind kind, Map<String, String> files, String base, Actor by, Set<String> others) {
        requireFits(files);
        var now = clock.instant();
        var authors = new TreeSet<>(others);
        authors.add(by.name());
        var draft = new Draft(ids.next(), useCase, kind, files, base, authors, 1, now);
        jdbc.sql("""
                insert into draft (id, use_case, kind, content, base, authors, edits, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        draft.id(),
                        useCase,
                        kind.name(),
                        RevisionRows.content(draft.files()),
                        base,
                        RevisionRows.people(draft.authors()),
                        draft.edits(),
                        RevisionRows.at(now))
                .update();
        events.publishEvent(new DraftSaved(useCase, by, now, kind.name(), draft.id(), draft.version()));
        return draft;
    }

    /** Saves over the edit that the person saw; a later one is never overwritten unseen. */
    @Transactional
    public Draft save(String id, Map<String, String> files, int seenEdits, Actor by) {
        requireFits(files);
        var before = find(id);
        var now = clock.instant();
        var authors = new TreeSet<>(before.authors());
        authors.add(by.name());
        var changed = jdbc.sql("""
                update draft set content = ?, authors = ?, edits = edits + 1, updated_at = ?
                where id = ? and edits = ?""")
                .params(RevisionRows.content(files), RevisionRows.people(authors), RevisionRows.at(now), id, seenEdits)
                .update();
        if (changed == 0) {
            throw savedMeanwhile();
        }
        var after = find(id);
        events.publishEvent(
                new DraftSaved(after.useCase(), by, now, after.kind().name(), id, after.version()));
        return after;
    }

    /** Throws a draft away; its text stays in no version. */
    @Transactional
    public void drop(Draft draft, Actor by) {
        jdbc.sql("delete from draft where id = ?").param(draft.id()).update();
        events.publishEvent(new DraftDropped(
                draft.useCase(), by, clock.instant(), draft.kind().name(), draft.id()));
    }

    /** Because it has become a version; a text that someone saved meanwhile has not. */
    void forget(Draft draft) {
        var gone = jdbc.sql("delete from draft where id = ? and edits = ?")
                .params(draft.id(), draft.edits())
                .update();
        if (gone == 0) {
            throw savedMeanwhile();
        }
    }

    static RevisionConflict savedMeanwhile() {
        return new RevisionConflict("Someone else saved this draft meanwhile: look at theirs first.");
    }

    public Draft find(String useCase, Kind kind, String id) {
        var draft = find(id);
        if (!draft.useCase().equals(useCase) || draft.kind() != kind) {
            throw new RevisionNotFound("draft " + id);
        }
        return draft;
    }

    public Draft find(String id) {
        return jdbc.sql("select * from draft where id = ?")
                .param(id)
                .query(Drafts::read)
                .optional()
                .orElseThrow(() -> new RevisionNotFound("draft " + id));
    }

    /** The last saved first. */
    public List<Draft> list(String useCase, Kind kind) {
        return jdbc.sql("select * from draft where use_case = ? and kind = ? order by updated_at desc")
                .params(useCase, kind.name())
                .query(Drafts::read)
                .list();
    }

    private static void requireFits(Map<String, String> files) {
        if (files.isEmpty()) {
            throw new InvalidInput("/files", "There are no files.", "Send at least one.");
        }
        files.forEach((name, text) -> {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,60}\\.(drl|csv|xlsx|yaml)")) {
                throw new InvalidInput(
                        Pointer.to("/files", name),
                        "It is no file of a rules folder.",
                        "Name it like oversight.drl, limits.csv, cases.csv or policy.yaml.");
            }
            if (text == null) {
                throw new InvalidInput(
                        Pointer.to("/files", name), "It has no text.", "Send its text, or leave the file out.");
            }
        });
        if (RevisionRows.content(files).length() > LONGEST) {
            throw new InvalidInput("/files", "They are longer than " + LONGEST + " characters.", "Shorten them.");
        }
    }

    private static Draft read(ResultSet row, int index) throws SQLException {
        return new Draft(
                row.getString("id"),
                row.getString("use_case"),
                Kind.valueOf(row.getString("kind")),
                RevisionRows.files(row.getString("content")),
                row.getString("base"),
                RevisionRows.people(row.getString("authors")),
                row.getInt("edits"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
