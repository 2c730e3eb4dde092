package org.countersign.learning;

/**
 * The label that a person gave a decision before seeing the model's answer.
 *
 * @param probability with which the decision was chosen to be judged, above 0, at most 1
 */
public record BlindJudgement(String decisionId, String label, double probability) {}
