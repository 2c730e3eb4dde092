package org.countersign.routing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a grid as the only sheet of an XLSX file; the same grid gives the same bytes. */
final class WorkbookWriter {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})([.][0-9]{1,14})?");
    private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private WorkbookWriter() {}

    static byte[] write(Grid grid) {
        var parts = new TreeMap<>(Workbook.frame());
        parts.put("xl/worksheets/sheet1.xml", sheet(grid));
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(SOME_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static String sheet(Grid grid) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        var rows = new ArrayList<List<String>>();
        rows.add(grid.header());
        rows.addAll(grid.rows());
        for (int row = 1; row <= rows.size(); row++) {
            xml.append("<row r=\"").append(row).append("\">");
            var cells = rows.get(row - 1);
            for (int column = 1; column <= cells.size(); column++) {
                cell(xml, letters(column) + row, cells.get(column - 1));
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void cell(StringBuilder xml, String reference, String text) {
        if (text.isEmpty()) {
            return;
        }
        xml.append("<c r=\"").append(reference);
        if (isNumber(text)) {
            xml.append("\"><v>").append(text).append("</v></c>");
        } else {
            xml.append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                    .append(escaped(text))
                    .append("</t></is></c>");
        }
    }

    /** Only what is read back as the same text. */
    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches()
                && Cells.plain(Double.parseDouble(text)).equals(text);
    }

    private static String letters(int column) {
        return column == 0 ? "" : letters((column - 1) / 26) + (char) ('A' + (column - 1) % 26);
    }

    /** Characters that XML does not have would damage the file. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
