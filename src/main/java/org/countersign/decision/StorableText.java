package org.countersign.decision;

/** Text that every database takes: no NUL, and no half of a surrogate pair. */
public final class StorableText {

    /** What is said of a text that is not. */
    public static final String PROBLEM = "It holds a character that is none (NUL or half of a pair).";

    public static final String MEND = "Remove that character.";

    private StorableText() {}

    public static boolean is(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
