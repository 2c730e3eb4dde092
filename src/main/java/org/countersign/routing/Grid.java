package org.countersign.routing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * A table as plain cells, for files and for a page to edit; {@link RuleTable} says what the cells mean.
 *
 * @param rows may be shorter than the header, or blank
 */
public record Grid(List<String> header, List<List<String>> rows) {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_ROWS = 10_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Files of rules end their lines as text does. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(false)
            .setRecordSeparator("\n")
            .get();

    private static final CSVFormat QUOTED =
            FORMAT.builder().setQuoteMode(QuoteMode.ALL).get();

    public Grid {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** What came of reading a file: a grid, or what is wrong with the file. */
    public sealed interface Reading {

        record Read(Grid grid) implements Reading {}

        record Refused(List<RuleProblem> problems) implements Reading {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        default <T> T fold(Function<Grid, T> read, Function<List<RuleProblem>, T> refused) {
            return this instanceof Read r ? read.apply(r.grid()) : refused.apply(((Refused) this).problems());
        }
    }

    /**
     * Reads CSV (RFC 4180), also separated by semicolons, as spreadsheets write it where the comma is a decimal point
     * (numbers need a point all the same). Any text is a grid unless its quotes do not match, or it is far too long.
     */
    public static Reading parse(String csv) {
        if (csv.length() > LONGEST) {
            return refused(1, "The table is too long.", "Use at most " + LONGEST + " characters.");
        }
        var text = withoutMark(csv);
        var records = new ArrayList<List<String>>();
        try (var parser = separated(FORMAT, text).parse(new StringReader(text))) {
            for (var cells : parser) {
                if (records.size() > MOST_ROWS) {
                    return refused(records.size(), "The table has too many rows.", "Use at most " + MOST_ROWS + ".");
                }
                records.add(cells.toList());
            }
        } catch (IOException | UncheckedIOException | IllegalStateException unreadable) {
            return refused(
                    records.size() + 1,
                    "From here on, this is not CSV.",
                    "Separate cells by commas; put a cell that holds commas or quotes in quotes, and double the quotes in it.");
        }
        return new Reading.Read(
                records.isEmpty()
                        ? new Grid(List.of(), List.of())
                        : new Grid(records.get(0), records.subList(1, records.size())));
    }

    static String withoutMark(String csv) {
        return csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
    }

    /** The format with the separator of this text: a semicolon where the header has one and no comma. */
    static CSVFormat separated(CSVFormat format, String text) {
        boolean quoted = false;
        boolean semicolon = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            var c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return format;
            }
            semicolon |= c == ';' && !quoted;
        }
        return semicolon ? format.builder().setDelimiter(';').get() : format;
    }

    /** As CSV; reading it gives this grid again, if it has a header. */
    public String csv() {
        var csv = new StringBuilder();
        try (var printer = FORMAT.print(csv)) {
            if (header.size() == 1 && header.get(0).indexOf(';') >= 0) {
                csv.append(QUOTED.format(header.get(0))).append('\n'); // or it would be read as two
            } else {
                printer.printRecord(header);
            }
            for (var row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString();
    }

    private static Reading refused(int line, String what, String mend) {
        return new Reading.Refused(List.of(new RuleProblem(line, 1, what, mend)));
    }
}
