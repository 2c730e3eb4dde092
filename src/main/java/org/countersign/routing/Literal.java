package org.countersign.routing;

/** A value written in a rule. */
public sealed interface Literal {

    /** Always finite, never negative zero. */
    record Numeric(double value) implements Literal {}

    /** Between double quotes. */
    record Text(String value) implements Literal {}

    /** {@code true} or {@code false}. */
    record Truth(boolean value) implements Literal {}

    /** The value as a {@link Double}, {@link String} or {@link Boolean}: the types that facts have. */
    default Object plain() {
        if (this instanceof Numeric number) {
            return number.value();
        }
        return this instanceof Text text ? text.value() : ((Truth) this).value();
    }
}
