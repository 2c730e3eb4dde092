package org.countersign.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads cases from a CSV file (RFC 4180, UTF-8, header first) as the policy says: its label column and the spellings of
 * labels, its ignored columns, its fields. An empty cell means missing.
 */
public final class CaseFile {

    /**
     * One row.
     *
     * @param number counted from 1 after the header
     * @param label the label's name, whatever its spelling; null when the file has no label column
     * @param person what a person decided, as a label's name; null when that is not asked for, or the cell is empty
     */
    public record Row(
            long number,
            Case subject,
            @Nullable String label,
            @Nullable String person) {}

    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final Policy policy;
    private final long rowLimit;
    private final @Nullable String personColumn;

    public CaseFile(Policy policy, long rowLimit) {
        this(policy, rowLimit, null);
    }

    /**
     * One that also reads what a person decided.
     *
     * @param personColumn its column, in the spellings of labels; null if there is none
     */
    public CaseFile(Policy policy, long rowLimit, @Nullable String personColumn) {
        this.policy = policy;
        this.rowLimit = rowLimit;
        this.personColumn = personColumn;
    }

    /**
     * Hands over row after row, and returns how many there were. At the first problem it stops handing over, looks through
     * the rest, and throws {@link InvalidInput} with what it found; so call it in a transaction, or collect first.
     */
    public long read(InputStream csv, Consumer<Row> each) {
        return read(csv, each, false);
    }

    /** As {@link #read}, and a file without the label column is refused. */
    public long readLabelled(InputStream csv, Consumer<Row> each) {
        return read(csv, each, true);
    }

    private long read(InputStream csv, Consumer<Row> each, boolean labelled) {
        var problems = new Problems();
        var count = 0L;
        try (var parser = FORMAT.parse(reader(csv))) {
            var records = parser.iterator();
            var header = next(records, 0, problems)
                    .map(record -> new CaseHeader(policy, record, labelled, personColumn, problems));
            problems.throwIfAny();
            if (header.isEmpty()) {
                throw new InvalidInput("", "The file is empty.", "Begin with a line of column names.");
            }
            count = rows(records, header.get(), problems, each);
        } catch (CharacterCodingException e) {
            throw new InvalidInput("", "The file is not UTF-8.", "Save it as UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        problems.throwIfAny();
        if (count == 0) {
            throw new InvalidInput("", "The file has no rows.", "Write a case in each line after the header.");
        }
        return count;
    }

    private long rows(Iterator<CSVRecord> records, CaseHeader header, Problems problems, Consumer<Row> each) {
        var count = 0L;
        while (!problems.isFull()) {
            var row = next(records, count + 1, problems);
            if (row.isEmpty()) {
                return count;
            }
            count++;
            if (count > rowLimit) {
                problems.add("/rows/" + count, "The file has more than " + rowLimit + " rows.", "Split it.");
                return count;
            }
            var read = header.read(count, row.get(), problems);
            if (problems.isEmpty()) {
                each.accept(read);
            }
        }
        return count;
    }

    /** Empty at the end of the file, and where it cannot be read on, which is noted. */
    private static Optional<CSVRecord> next(Iterator<CSVRecord> records, long number, Problems problems) {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException e) {
            var at = number == 0 ? "" : "/rows/" + number;
            if (e.getCause() instanceof CharacterCodingException) {
                problems.add(at, "From about here on, the file is not UTF-8.", "Save it as UTF-8.");
            } else if (e.getCause() instanceof CSVException) {
                problems.add(
                        at,
                        "From here on, the file is not CSV: " + e.getCause().getMessage() + ".",
                        "Put a cell that holds commas, quotes or line ends in quotes, and double the quotes in it.");
            } else {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The lines on which rows begin, by the rows' numbers; quoted cells can span lines. */
    public static Map<Long, Long> lines(InputStream csv, Set<Long> rows) {
        var lines = new TreeMap<Long, Long>();
        try (var parser = FORMAT.parse(reader(csv))) {
            var records = parser.iterator();
            var problems = new Problems();
            for (long row = 0, line = 1; lines.size() < rows.size(); row++) {
                if (rows.contains(row)) {
                    lines.put(row, line);
                }
                if (next(records, row, problems).isEmpty()) {
                    break;
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Reader reader(InputStream csv) throws IOException {
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new BufferedReader(new InputStreamReader(csv, strict));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
