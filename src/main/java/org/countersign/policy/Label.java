package org.countersign.policy;

import java.util.Set;

/** A label a decision can end with; {@code spellings} are the values of the label column that mean it. */
public record Label(String name, String title, boolean adverse, Set<String> spellings) {

    public Label {
        spellings = Set.copyOf(spellings);
    }
}
