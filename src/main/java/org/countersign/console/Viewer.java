package org.countersign.console;

import java.util.List;
import java.util.Set;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.State;

/**
 * Who looks at a page, and so what it offers. The checks that count are made where things are done.
 *
 * @param supervisor who may stop and resume, lift warnings and have decisions reviewed again
 * @param readsTrail whether they may read what happened to a decision, step by step, and with that its case
 */
record Viewer(String name, boolean officer, boolean supervisor, boolean readsTrail) {

    /** Officers stop and resume, too. */
    public boolean mayStop() {
        return supervisor || officer;
    }

    public boolean mayPublish(Revision revision) {
        return officer && !revision.people().contains(name);
    }

    /** A version that two persons put in force before goes back in force in one step. */
    public boolean mayTakeBack(Revision revision) {
        return officer && revision.state() == State.RETIRED && revision.decidedBy() != null;
    }

    /** Names as they stand in a sentence. */
    static String names(Set<String> people) {
        var names = List.copyOf(people).stream().sorted().toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
