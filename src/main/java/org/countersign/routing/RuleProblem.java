package org.countersign.routing;

/**
 * One thing that is wrong with a text of rules or cases.
 *
 * @param line from 1
 * @param column from 1
 * @param what what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
public record RuleProblem(int line, int column, String what, String mend) {}
