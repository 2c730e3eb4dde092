package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import org.countersign.routing.Token.Kind;

/** Cuts rule text into tokens, in one pass; comments and blanks are dropped. */
final class Lexer {

    private static final int LONGEST_STRING = 500;
    private static final int MOST_DIGITS = 15;

    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Ends with a token of kind END. */
    static List<Token> tokens(String text, Problems problems) {
        var lexer = new Lexer(text, problems);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.add(Kind.END, "", lexer.at);
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
            blank();
        } else if (text.startsWith("//", at)) {
            skipTo(lineEnd());
        } else if (text.startsWith("/*", at)) {
            comment();
        } else if (c == '"') {
            string();
        } else if (isLetter(c)) {
            word();
        } else if (isDigit(c) || (c == '-' && isDigit(peek(1)))) {
            number();
        } else if (isForbidden(c)) {
            skipTo(at + 1);
        } else {
            symbol();
        }
    }

    /** Moves on, counting lines and reporting characters that the language has nowhere, not even in comments. */
    private void skipTo(int end) {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                blank();
                continue;
            }
            if (isForbidden(c)) {
                forbidden(c);
            }
            at++;
        }
    }

    private void blank() {
        char c = text.charAt(at++);
        if (c == '\n' || (c == '\r' && peek(0) != '\n')) {
            line++;
            lineStart = at;
        }
    }

    private void comment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problem("This comment does not end.", "Close it with */.");
        }
        skipTo(end < 0 ? text.length() : end + 2);
    }

    private void string() {
        int start = at;
        int end = at + 1;
        while (end < text.length() && "\"\n\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == '"';
        if (!closed) {
            problem("This text does not end on its line.", "Close it with a double quote.");
        }
        if (end - start > LONGEST_STRING) {
            problem("This text is too long.", "Use at most " + LONGEST_STRING + " characters.");
        }
        add(Kind.STRING, text.substring(start + 1, end), start);
        skipTo(closed ? end + 1 : end);
    }

    private void word() {
        int start = at;
        while (isLetter(peek(0)) || isDigit(peek(0))) {
            at++;
        }
        // the two attributes are the only words with a hyphen, which is no operator here
        if (text.substring(start, at).equals("date") && peek(0) == '-' && isLetter(peek(1))) {
            at++;
            while (isLetter(peek(0)) || isDigit(peek(0))) {
                at++;
            }
        }
        add(Kind.WORD, text.substring(start, at), start);
    }

    private void number() {
        int start = at++;
        while (isDigit(peek(0)) || isLetter(peek(0)) || peek(0) == '.') {
            at++;
        }
        var number = text.substring(start, at);
        int mark = at;
        at = start;
        if (number.length() > MOST_DIGITS + 2 || !number.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?")) {
            problem(
                    "This is not a number of the language.",
                    "Write digits, and a point if need be, such as 10000 or 0.97; at most " + MOST_DIGITS + " digits.");
        } else if (number.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
            problem("This number has too many digits.", "Use at most " + MOST_DIGITS + " digits.");
        }
        at = mark;
        add(Kind.NUMBER, number, start);
    }

    private void symbol() {
        int length = at + 1 < text.length()
                        && List.of("==", "!=", "<=", ">=", "&&", "||").contains(text.substring(at, at + 2))
                ? 2
                : 1;
        add(Kind.SYMBOL, text.substring(at, at + length), at);
        at += length;
    }

    private void forbidden(char c) {
        problem(
                c == '\\'
                        ? "A backslash has no meaning here."
                        : "The character U+%04X is not allowed.".formatted((int) c),
                "Remove it.");
    }

    /** Backslashes (which Java reads before anything else), what is unseen, and what hides or turns other text. */
    static boolean isForbidden(char c) {
        if (c == '\\') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private int lineEnd() {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private void problem(String what, String mend) {
        problems.add(line, at - lineStart + 1, what, mend);
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, line, start - lineStart + 1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
