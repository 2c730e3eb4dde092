package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CountersignTest
class ReadingTests {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    /** A reading that writes collides with whoever claims the task at that moment, and one of the two gets an error. */
    @ParameterizedTest
    @CsvSource({"bad, 0.6, worker", "good, 0.8, supervisor"})
    void whoOnlyLooksAtATaskChangesNothing(String label, double confidence, String person) {
        var desk = new Desk(port, engine);
        var id = desk.send(Desk.credit(2000, label, confidence));
        var before = revisions(id);

        var path = "/engine-rest/task/" + desk.task(id).getId();
        assertThat(desk.as(person).get(path + "/form-variables").status()).isEqualTo(200);
        assertThat(desk.as(person).get(path + "/deployed-form").status()).isEqualTo(200);

        assertThat(revisions(id)).isEqualTo(before);
    }

    private long revisions(String id) {
        return ledger.count("select sum(rev_) from act_ru_execution where business_key_ = ?", id);
    }
}
