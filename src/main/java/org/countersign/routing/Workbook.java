package org.countersign.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A grid as an XLSX file, of which the first sheet is read. Formulas, macros, links and hidden rows are refused, not
 * ignored: what the officer sees is what the rules are.
 */
public final class Workbook {

    private Workbook() {}

    /** Days in columns headed {@code effective} and {@code expires} are read as such, whatever their format. */
    public static Grid.Reading read(byte[] xlsx) {
        try {
            var parts = WorkbookParts.of(xlsx);
            if (new String(parts.get("[Content_Types].xml"), StandardCharsets.UTF_8).contains("macroEnabled")) {
                throw new BadWorkbook("The file may hold macros.", "Save it as XLSX, not as XLSM; or as CSV.");
            }
            var sheet = new WorkbookSheet(strings(parts), startsIn1904(parts));
            return new Grid.Reading.Read(sheet.grid(parts.get(firstSheet(parts))));
        } catch (BadWorkbook bad) {
            return new Grid.Reading.Refused(List.of(bad.problem()));
        }
    }

    /** Texts as texts, numbers as numbers; nothing that a spreadsheet would run. */
    public static byte[] write(Grid grid) {
        return WorkbookWriter.write(grid);
    }

    private static boolean startsIn1904(WorkbookParts parts) {
        var xml = new WorkbookXml(parts.get("xl/workbook.xml"));
        while (xml.next()) {
            if (xml.starts("workbookPr")) {
                return List.of("1", "true").contains(xml.attribute("date1904"));
            }
        }
        return false;
    }

    private static String firstSheet(WorkbookParts parts) {
        var xml = new WorkbookXml(parts.get("xl/workbook.xml"));
        while (xml.next()) {
            if (xml.starts("sheet")) {
                return target(parts, xml.attribute("id"));
            }
        }
        throw new BadWorkbook("The file has no sheet.", "Save it again as XLSX.");
    }

    private static String target(WorkbookParts parts, String relation) {
        var xml = new WorkbookXml(parts.get("xl/_rels/workbook.xml.rels"));
        while (xml.next()) {
            if (xml.starts("Relationship") && xml.attribute("Id").equals(relation)) {
                if (xml.attribute("TargetMode").equals("External")) {
                    throw new BadWorkbook("The first sheet is another file.", "Save it again as XLSX.");
                }
                var target = xml.attribute("Target");
                return target.startsWith("/") ? target.substring(1) : "xl/" + target;
            }
        }
        throw WorkbookXml.damaged();
    }

    private static List<String> strings(WorkbookParts parts) {
        var strings = new ArrayList<String>();
        var part = parts.find("xl/sharedStrings.xml");
        if (part == null) {
            return strings;
        }
        var xml = new WorkbookXml(part);
        while (xml.next()) {
            if (xml.starts("si")) {
                strings.add(text(xml, "si"));
            }
        }
        return strings;
    }

    /** The runs of a text up to the end of its element, without readings for pronunciation. */
    static String text(WorkbookXml xml, String element) {
        var text = new StringBuilder();
        boolean reading = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("rPh") || xml.ends("rPh")) {
                reading = xml.starts("rPh");
            } else if (xml.starts("t")) {
                var run = xml.text();
                text.append(reading ? "" : run);
            }
        }
        return text.toString();
    }

    /** What a file of this type says of itself, by the name of the part. */
    static Map<String, String> frame() {
        var main = "http://schemas.openxmlformats.org/";
        var head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        var sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return Map.of(
                "[Content_Types].xml",
                head + "<Types xmlns=\"" + main + "package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + sheetType + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + sheetType
                        + "worksheet+xml\"/></Types>",
                "_rels/.rels",
                head + relation(main, "officeDocument", "xl/workbook.xml"),
                "xl/workbook.xml",
                head + "<workbook xmlns=\"" + main + "spreadsheetml/2006/main\" xmlns:r=\"" + main
                        + "officeDocument/2006/relationships\"><sheets><sheet name=\"Rules\" sheetId=\"1\" r:id=\"rId1\"/>"
                        + "</sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                head + relation(main, "worksheet", "worksheets/sheet1.xml"));
    }

    private static String relation(String main, String type, String target) {
        return "<Relationships xmlns=\"" + main + "package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                + main + "officeDocument/2006/relationships/" + type + "\" Target=\"" + target + "\"/></Relationships>";
    }
}
