package org.countersign.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.decision.Pointer;
import org.countersign.decision.StorableText;

/** A case while its values are checked, one after the other; what both doors, JSON and CSV, have in common. */
final class CaseDraft {

    static final int LONGEST_TEXT = 20_000;
    static final int LONGEST_CATEGORY = 200;

    private final String pointer;
    private final Problems problems;
    private final Map<String, Object> values = new HashMap<>();

    CaseDraft(String pointer, Problems problems) {
        this.pointer = pointer;
        this.problems = problems;
    }

    void number(Field field, double value) {
        if (!Double.isFinite(value)) {
            problem(field.name(), "The number is too large.", "Send a number of at most 1.7e308.");
        } else if (field.min() != null && value < field.min()) {
            outOfRange(field, value, "less than " + Numeral.write(field.min()));
        } else if (field.max() != null && value > field.max()) {
            outOfRange(field, value, "more than " + Numeral.write(field.max()));
        } else {
            values.put(field.name(), value + 0.0); // a minus before zero says nothing
        }
    }

    private void outOfRange(Field field, double value, String how) {
        problem(field.name(), Numeral.write(value) + " is " + how + ".", "Send " + range(field) + ".");
    }

    private static String range(Field field) {
        if (field.min() != null && field.max() != null) {
            return "a number from " + Numeral.write(field.min()) + " to " + Numeral.write(field.max());
        }
        return field.min() != null
                ? "a number of at least " + Numeral.write(field.min())
                : "a number of at most " + Numeral.write(field.max() == null ? Double.MAX_VALUE : field.max());
    }

    void words(Field field, String value) {
        if (field.type() == FieldType.TEXT) {
            text(field, value);
        } else {
            category(field, value);
        }
    }

    private void text(Field field, String value) {
        if (value.length() > LONGEST_TEXT) {
            problem(
                    field.name(),
                    "The text has " + value.length() + " characters.",
                    "Send at most " + LONGEST_TEXT + "; shorten it before.");
        } else if (isStorable(field, value)) {
            values.put(field.name(), value);
        }
    }

    private void category(Field field, String value) {
        if (value.length() > LONGEST_CATEGORY) {
            problem(
                    field.name(),
                    "The category has " + value.length() + " characters.",
                    "Send at most " + LONGEST_CATEGORY + "; what is longer is a text.");
        } else if (!field.values().isEmpty() && !field.values().containsKey(value)) {
            problem(
                    field.name(),
                    quote(value) + " is none of this field's categories.",
                    mend(value, field.values().keySet()));
        } else if (!value.equals(value.strip())) {
            problem(field.name(), "The category has blanks around it.", "Send it without them.");
        } else if (isStorable(field, value)) {
            values.put(field.name(), value);
        }
    }

    private static String mend(String value, Collection<String> known) {
        var all = String.join(", ", known);
        var list = all.length() <= 500 ? all : all.substring(0, 500) + "…";
        return Nearest.to(value, known)
                        .map(near -> "Did you mean '" + near + "'? ")
                        .orElse("") + "Send one of " + list + ".";
    }

    private boolean isStorable(Field field, String value) {
        var storable = StorableText.is(value);
        if (!storable) {
            problem(field.name(), StorableText.PROBLEM, StorableText.MEND);
        }
        return storable;
    }

    void problem(String field, String what, String mend) {
        problems.add(Pointer.to(pointer, field), what, mend);
    }

    Case finish() {
        return new Case(values);
    }

    /** As much of what was sent as a message can hold. */
    static String quote(String value) {
        return "'" + (value.length() <= 40 ? value : value.substring(0, 40) + "…") + "'";
    }
}
