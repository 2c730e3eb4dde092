package org.countersign.decision;

/** A case with the label that a person (or the known truth) gave it. {@code id} is stable, for order and hold-out. */
public record LabelledCase(String id, Case subject, String label, double weight) {}
