package org.countersign.process;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The words in which a fault is given as the reason for a person to decide. Callers and reviewers read them, so what
 * other people's code said (statements, class names, addresses) is for the log alone.
 */
final class Faults {

    private static final int LONGEST = 300;
    private static final String OURS = "org.countersign.";

    private Faults() {}

    static String reason(String step, Throwable e) {
        var text = step + " failed: " + what(e);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String what(Throwable e) {
        if (e instanceof DataAccessException || e instanceof TransactionException) {
            return "the database did not answer as it should";
        }
        var message = e.getMessage();
        return message != null && isOurs(e)
                ? message
                : "an unexpected fault (" + e.getClass().getSimpleName() + "); the log says more";
    }

    private static boolean isOurs(Throwable e) {
        var trace = e.getStackTrace();
        return e.getClass().getName().startsWith(OURS)
                || (e instanceof IllegalStateException
                        && trace.length > 0
                        && trace[0].getClassName().startsWith(OURS));
    }
}
