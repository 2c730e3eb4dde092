package org.countersign.policy;

/**
 * One thing that is wrong with a file of {@code rules/<use-case>}.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param severity whether it keeps the file from being put in force
 * @param what what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
public record FileProblem(String file, int line, int column, Severity severity, String what, String mend) {

    /** From worst to least. */
    public enum Severity {
        /** Certainly wrong: it is not put in force. */
        ERROR,
        /** Needs a second look. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    public FileProblem(String file, int line, int column, String what, String mend) {
        this(file, line, column, Severity.ERROR, what, mend);
    }

    public boolean blocks() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return "%s:%d:%d: %s %s".formatted(file, line, column, what, mend);
    }
}
