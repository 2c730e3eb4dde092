package org.countersign.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.policy.Draft;

/** What the pages need of back-tests. */
interface BackTestPages {

    /** Whether back-tests can be made here at all. */
    boolean available();

    /** Those of one version, newest first. */
    List<BackTestView> list(Section section, String useCase, String version);

    Optional<BackTestView> find(Section section, String useCase, String id);

    /** Starts one over the decisions of some days, the last included; gives its id. */
    String start(Draft draft, LocalDate from, LocalDate to, String person);

    void cancel(String id, String person);
}
