package org.countersign.decision;

/** Why a level was chosen: the rule that said so and its words. */
public record Reason(String rule, String text) {}
