package org.countersign.process;

/** The words in which a fault is given as the reason for a person to decide. */
final class Faults {

    private static final int LONGEST = 300;

    private Faults() {}

    static String reason(String step, Throwable e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        var text = step + " failed: " + message;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
