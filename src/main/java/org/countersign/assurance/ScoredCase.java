package org.countersign.assurance;

/**
 * A labelled case with the confidence that the model had in its answer.
 *
 * @param wrong whether the label says that the answer was wrong
 */
public record ScoredCase(double score, boolean wrong) {}
