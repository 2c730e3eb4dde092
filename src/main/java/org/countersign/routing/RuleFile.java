package org.countersign.routing;

/** A file of rules: its name, for people, and its text; a name that ends in {@code .csv} means a table. */
public record RuleFile(String name, String text) {}
