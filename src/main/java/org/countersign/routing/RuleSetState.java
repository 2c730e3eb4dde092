package org.countersign.routing;

/** Where a version of a use case's rules stands in its life. */
public enum RuleSetState {
    DRAFT,
    PROPOSED,
    PUBLISHED,
    RETIRED
}
