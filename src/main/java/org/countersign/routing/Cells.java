package org.countersign.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.countersign.routing.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what stands in a cell. Quotes around a text are optional; they are needed where a spreadsheet would
 * make something else of it: a formula, a number, a day.
 */
final class Cells {

    static final int LONGEST_CELL = 32_767;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_DIGITS = 15;

    /** What makes a spreadsheet run a cell, in any width; also behind a semicolon, which cuts cells in some countries. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]");

    private static final Pattern HIDDEN_FORMULA = Pattern.compile(";\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})([.][0-9]{1,15})?");
    private static final Pattern BEGINS_WITH_LETTER = Pattern.compile("\\p{L}");

    private final Problems problems;

    Cells(Problems problems) {
        this.problems = problems;
    }

    static Token token(String cell, int line, int column) {
        return new Token(Kind.STRING, cell.strip(), line, column);
    }

    /** A text, quoted or not; null when it cannot be one, which is noted. */
    @Nullable
    String text(Token cell) {
        var text = cell.text();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if (!quoted && FORMULA.matcher(text).lookingAt()) {
            return refuse(
                    cell,
                    cell.shown() + " is a formula to a spreadsheet.",
                    "Write the value itself; a text that begins so stands in double quotes.");
        }
        var inner = quoted ? text.substring(1, text.length() - 1) : text;
        return isPlain(cell, inner) ? inner : null;
    }

    private boolean isPlain(Token cell, String text) {
        var bad = text.chars().filter(c -> isForbidden((char) c)).findFirst();
        if (bad.isPresent()) {
            var shown = bad.getAsInt() == '\n' || bad.getAsInt() == '\r'
                    ? "A cell has one line."
                    : bad.getAsInt() == '"'
                            ? "A text has no double quotes in it."
                            : "The character U+%04X is not allowed.".formatted(bad.getAsInt());
            refuse(cell, shown, "Remove it.");
        } else if (text.length() > LONGEST_TEXT) {
            refuse(cell, "This text is too long.", "Use at most " + LONGEST_TEXT + " characters.");
        } else if (HIDDEN_FORMULA.matcher(text).find()) {
            refuse(
                    cell,
                    "What follows the semicolon is a formula to a spreadsheet that cuts cells there.",
                    "Begin it with a letter, or write a comma.");
        } else {
            return true;
        }
        return false;
    }

    private static boolean isForbidden(char c) {
        return c == '"' || c == '\n' || c == '\r' || Lexer.isForbidden(c);
    }

    /** The literal that a field of this kind is compared with; null when there is none, which is noted. */
    @Nullable
    Literal literal(Token cell, Term term) {
        return switch (term.kind()) {
            case TEXT -> {
                var text = text(cell);
                yield text == null ? null : new Literal.Text(text);
            }
            case TRUTH -> {
                var word = cell.text().toLowerCase(java.util.Locale.ROOT);
                yield word.equals("true") || word.equals("false")
                        ? new Literal.Truth(word.equals("true"))
                        : misfit(cell, term, "Write true or false.");
            }
            case NUMBER, SHARE -> {
                var number = cell.text();
                boolean fits = NUMBER.matcher(number).matches()
                        && number.chars().filter(Character::isDigit).count() <= MOST_DIGITS;
                yield fits ? numeric(number) : misfit(cell, term, numberMend(number));
            }
        };
    }

    private static Literal numeric(String number) {
        double value = new BigDecimal(number).doubleValue();
        return new Literal.Numeric(value == 0 ? 0.0 : value);
    }

    private static String numberMend(String cell) {
        if (cell.endsWith("%")) {
            return "Write a share as a number: 0.9 for 90 %.";
        }
        return "Write digits, and a point if need be, such as 10000 or 0.97; at most " + MOST_DIGITS + " digits.";
    }

    private @Nullable Literal misfit(Token cell, Term term, String mend) {
        refuse(cell, term.name() + " is " + term.kind().inTables + ", and " + cell.shown() + " is not.", mend);
        return null;
    }

    /** The values of a list, cut at semicolons outside quotes. */
    static List<Token> values(Token cell) {
        var values = new ArrayList<Token>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at <= cell.text().length(); at++) {
            if (at == cell.text().length() || (cell.text().charAt(at) == ';' && !quoted)) {
                values.add(token(cell.text().substring(start, at), cell.line(), cell.column()));
                start = at + 1;
            } else if (cell.text().charAt(at) == '"') {
                quoted = !quoted;
            }
        }
        return values;
    }

    private @Nullable String refuse(Token at, String what, String mend) {
        problems.add(at, what, mend);
        return null;
    }

    /** A text as a cell that reads as this text, and that no spreadsheet takes for anything else. */
    static String write(String text) {
        return BEGINS_WITH_LETTER.matcher(text).lookingAt() && text.equals(text.strip()) && text.indexOf(';') < 0
                ? text
                : '"' + text + '"';
    }

    static String write(Literal literal) {
        if (literal instanceof Literal.Numeric number) {
            return plain(number.value());
        }
        return literal instanceof Literal.Text text
                ? write(text.value())
                : Boolean.toString(((Literal.Truth) literal).value());
    }

    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whether no way of writing it keeps it a text in every spreadsheet. */
    static boolean isUnsafe(String text) {
        return HIDDEN_FORMULA.matcher(text).find();
    }
}
