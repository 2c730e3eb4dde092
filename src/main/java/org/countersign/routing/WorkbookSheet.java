package org.countersign.routing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the cells of a sheet. */
final class WorkbookSheet {

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COLUMNS = 1_000;
    private static final long MOST_CELLS = 500_000;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);

    private final List<String> strings;
    private final LocalDate dayZero;
    private final List<List<String>> rows = new ArrayList<>();
    private long cells;

    WorkbookSheet(List<String> strings, boolean startsIn1904) {
        this.strings = strings;
        this.dayZero = startsIn1904 ? DAY_ZERO_1904 : DAY_ZERO;
    }

    Grid grid(byte[] part) {
        var xml = new WorkbookXml(part);
        while (xml.next()) {
            if ((xml.starts("row") || xml.starts("col")) && isTrue(xml.attribute("hidden"))) {
                throw new BadWorkbook(
                        Math.max(1, rows.size() + 1), 1, "A row or column is hidden.", "Show all rows and columns.");
            }
            if (xml.starts("row")) {
                startRow(xml.attribute("r"));
            } else if (xml.starts("c")) {
                cell(xml);
            }
        }
        return rows.isEmpty() ? new Grid(List.of(), List.of()) : new Grid(rows.get(0), rows.subList(1, rows.size()));
    }

    private static boolean isTrue(String attribute) {
        return attribute.equals("1") || attribute.equals("true");
    }

    /** Blank rows are left out of the file, but count. */
    private void startRow(String number) {
        int row = number.isEmpty() ? rows.size() + 1 : whole(number, MOST_ROWS);
        if (row <= rows.size()) {
            throw WorkbookXml.damaged();
        }
        while (rows.size() < row) {
            rows.add(new ArrayList<>());
        }
    }

    private static int whole(String number, int most) {
        if (!number.matches("[1-9][0-9]{0,6}") || Integer.parseInt(number) > most) {
            throw new BadWorkbook("The sheet has too many rows or columns.", "Remove what stands far below or right.");
        }
        return Integer.parseInt(number);
    }

    private void cell(WorkbookXml xml) {
        if (rows.isEmpty()) {
            throw WorkbookXml.damaged();
        }
        var row = rows.get(rows.size() - 1);
        var reference = xml.attribute("r");
        int column = reference.isEmpty() ? row.size() + 1 : column(reference);
        var text = content(xml, xml.attribute("t"), column);
        if (column <= row.size() || column > MOST_COLUMNS) {
            throw new BadWorkbook(
                    rows.size(), column, "The sheet has too many columns.", "Remove what stands far right.");
        }
        cells += column - row.size();
        if (cells > MOST_CELLS) {
            throw new BadWorkbook("The sheet has too many cells.", "Keep only the rules in it.");
        }
        while (row.size() < column - 1) {
            row.add("");
        }
        row.add(text);
    }

    /** AA1 is in column 27. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = Math.min(1_000_000, column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1));
        }
        return Math.max(1, column);
    }

    private String content(WorkbookXml xml, String type, int column) {
        var value = "";
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("f")) {
                throw new BadWorkbook(
                        rows.size(), column, "The cell holds a formula.", "Write the value itself into the cell.");
            }
            if (xml.starts("v")) {
                value = xml.text();
            } else if (xml.starts("is")) {
                value = Workbook.text(xml, "is");
            }
        }
        return switch (type) {
            case "s" -> shared(value);
            case "inlineStr", "str" -> value;
            case "b" -> Boolean.toString(value.equals("1"));
            case "d" -> value.length() > 10 ? value.substring(0, 10) : value;
            case "e" -> throw new BadWorkbook(rows.size(), column, "The cell holds an error.", "Write a value.");
            default -> value.isEmpty() ? "" : number(value, column);
        };
    }

    private String shared(String index) {
        if (!index.matches("[0-9]{1,7}") || Integer.parseInt(index) >= strings.size()) {
            throw WorkbookXml.damaged();
        }
        return strings.get(Integer.parseInt(index));
    }

    /** A spreadsheet keeps a day as a number, counted from its day zero. */
    private String number(String value, int column) {
        if (value.length() > 40 || !value.matches("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?")) {
            throw WorkbookXml.damaged();
        }
        var number = BigDecimal.valueOf(Double.parseDouble(value));
        boolean isDay = rows.size() > 1
                && number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(1_000_000)) < 0
                && List.of("effective", "expires").contains(heading(column));
        return isDay
                ? dayZero.plusDays(number.longValue()).toString()
                : number.stripTrailingZeros().toPlainString();
    }

    private String heading(int column) {
        var header = rows.get(0);
        return column > header.size() ? "" : header.get(column - 1).strip().toLowerCase(Locale.ROOT);
    }
}
