package org.countersign.decision;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer JSON pointer (RFC 6901) to the offending value, or "" for the whole
 * @param what what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
public record Problem(String pointer, String what, String mend) {}
