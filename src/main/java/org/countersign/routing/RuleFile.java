package org.countersign.routing;

/** A file of rules: its name, for people, and its text. */
public record RuleFile(String name, String text) {}
