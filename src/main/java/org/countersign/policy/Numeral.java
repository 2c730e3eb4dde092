package org.countersign.policy;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A number as people and files write it: decimal digits, a point, an exponent. No NaN, no hexadecimal, no commas. */
final class Numeral {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final int LONGEST = 100;

    private Numeral() {}

    /** Empty when the text is no number, or one beyond what can be held. */
    static OptionalDouble parse(String text) {
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        var value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Without a needless fraction, as people write it. */
    static String write(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
