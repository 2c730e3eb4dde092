package org.countersign.routing;

import java.util.List;
import java.util.function.Function;
import org.countersign.decision.Facts;
import org.jspecify.annotations.Nullable;

/**
 * One thing that rules may read.
 *
 * @param values the only texts it can have; empty when open
 */
record Term(FactType fact, String name, Kind kind, List<String> values, Function<Facts, @Nullable Object> source) {

    enum Kind {
        NUMBER("a number"),
        /** A number in 0..1. */
        SHARE("a number from 0 to 1"),
        TEXT("a text in double quotes", "a text"),
        TRUTH("true or false");

        final String words;
        final String inTables;

        Kind(String words) {
            this(words, words);
        }

        Kind(String words, String inTables) {
            this.words = words;
            this.inTables = inTables;
        }
    }

    /** Null when it is missing, or is not what its type says: such a value must not pass a threshold either. */
    @Nullable
    Object read(Facts facts) {
        var value = source.apply(facts);
        return switch (kind) {
            case NUMBER, SHARE -> value instanceof Double number && Double.isFinite(number) ? normal(number) : null;
            case TEXT -> value instanceof String ? value : null;
            case TRUTH -> value instanceof Boolean ? value : null;
        };
    }

    boolean hasOrder() {
        return kind == Kind.NUMBER || kind == Kind.SHARE;
    }

    /** As people know it: a field of the case by its own name. */
    String title() {
        return fact == FactType.CASE ? name : fact.word() + "." + name;
    }

    /** Negative zero equals zero for people, and for a literal. */
    private static Double normal(Double number) {
        return number == 0.0 ? Double.valueOf(0.0) : number;
    }
}
