package org.countersign.policy;

/**
 * One thing that is wrong with a file of {@code rules/<use-case>}.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param what what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
public record FileProblem(String file, int line, int column, String what, String mend) {

    @Override
    public String toString() {
        return "%s:%d:%d: %s %s".formatted(file, line, column, what, mend);
    }
}
