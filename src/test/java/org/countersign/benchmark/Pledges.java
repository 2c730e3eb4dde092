package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark has to come to. A command whose pledges are not all kept says which, and fails. */
final class Pledges {

    private final List<String> broken = new ArrayList<>();
    private int made;

    void atLeast(double pledged, double found, String what) {
        check(found >= pledged, what, found, "at least", pledged);
    }

    void atMost(double pledged, double found, String what) {
        check(found <= pledged, what, found, "at most", pledged);
    }

    private void check(boolean kept, String what, double found, String how, double pledged) {
        made++;
        if (!kept) {
            broken.add(String.format(Locale.ROOT, "%s is %.4g, pledged %s %.4g", what, found, how, pledged));
        }
    }

    /** @throws IllegalStateException naming each that was not kept */
    void settle() {
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Not kept: " + String.join("; ", broken) + ".");
        }
        System.out.printf(Locale.ROOT, "%nAll %d pledges are kept.%n", made);
    }
}
