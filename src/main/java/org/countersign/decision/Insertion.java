package org.countersign.decision;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Inserts a row that another transaction may insert at the same time: one does, the other finds it. */
@Component
public class Insertion {

    private final TransactionTemplate attempt;

    Insertion(PlatformTransactionManager transactions) {
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** False if the row was there before, or is now. */
    public boolean done(Runnable insert) {
        try {
            attempt.executeWithoutResult(status -> insert.run());
            return true;
        } catch (DuplicateKeyException anotherWasFirst) {
            return false;
        }
    }
}
