package org.countersign.routing;

/** A piece of rule text; a string's {@code text} is what stands between its quotes. */
record Token(Kind kind, String text, int line, int column) {

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** As a message shows it: short, and on one line. */
    String shown() {
        var start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return switch (kind) {
            case END -> "the end of the text";
            case STRING -> '"' + start + '"';
            default -> "'" + start + "'";
        };
    }
}
