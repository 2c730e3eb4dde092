package org.countersign.review;

/** What a review came to: the label, and the person whose word it was. */
public record Conclusion(String label, String person) {}
