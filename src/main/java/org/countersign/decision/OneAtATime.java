package org.countersign.decision;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * For what is done once in a database, however many nodes start on it together: one does it, the others wait and then
 * find it done. It is one transaction, so a node that is killed half-way leaves nothing behind, not even the lock.
 */
@Component
public class OneAtATime {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OneAtATime(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public void run(Runnable work) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select id from start_lock for update").query().singleValue();
            work.run();
        });
    }
}
