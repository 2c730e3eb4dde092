package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTexts.CREDIT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkbookTests {

    private static final Grid GRID = new Grid(
            List.of("name", "owner", "rationale", "age >", "housing ==", "level", "why"),
            List.of(
                    List.of("r", "risk & co", "<because>", "30.5", "\"007\"", "review", "\u00e4 why"),
                    List.of(),
                    List.of("s", "risk", "because", "-3", "", "approve", " x ", "")));

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @Test
    void readsWhatItWrote() {
        var rows = List.of(
                GRID.rows().get(0), GRID.rows().get(1), GRID.rows().get(2).subList(0, 7));

        assertThat(Workbook.read(Workbook.write(GRID))).isEqualTo(new Grid.Reading.Read(new Grid(GRID.header(), rows)));
        assertThat(Workbook.write(GRID)).isEqualTo(Workbook.write(GRID));
    }

    @Test
    void writesWhatOtherProgramsRead() throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(Workbook.write(GRID)))) {
            var rows = book.getFirstSheet().read();

            assertThat(rows.get(1).getCellAsString(1)).contains("risk & co");
            assertThat(rows.get(1).getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("30.5");
            assertThat(rows.get(1).getCellAsString(4)).contains("\"007\"");
            assertThat(rows.get(rows.size() - 1).getCellAsString(6)).contains(" x ");
        }
    }

    @Test
    void readsWhatOtherProgramsWrite() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(out, "test", "1.0")) {
            var sheet = book.newWorksheet("Any");
            var header = List.of(
                    "name",
                    "owner",
                    "rationale",
                    "Effective",
                    "Prediction.confidence <",
                    "Standing.stopped ==",
                    "level",
                    "why");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            sheet.value(2, 0, "r");
            sheet.value(2, 1, "risk");
            sheet.value(2, 2, "because");
            sheet.value(2, 3, LocalDate.of(2026, 1, 31));
            sheet.style(2, 3).format("yyyy-MM-dd").set();
            sheet.value(2, 4, 0.97);
            sheet.value(2, 5, true);
            sheet.value(2, 6, "review");
            sheet.value(2, 7, "why");
            book.newWorksheet("Ignored").value(0, 0, "=x");
        }

        assertThat(Workbook.read(out.toByteArray()).fold(Grid::csv, String::valueOf))
                .isEqualTo("""
                name,owner,rationale,Effective,Prediction.confidence <,Standing.stopped ==,level,why

                r,risk,because,2026-01-31,0.97,true,review,why
                """);
    }

    @Test
    void isAFileOfRulesLikeAnyOther() {
        var file = RuleFile.ofWorkbook("a.xlsx", Workbook.write(GRID));

        assertThat(RuleReader.readSourced(List.of(file), CREDIT).places())
                .isEqualTo(Map.of(
                        "r", new SourcedRules.Place("a.xlsx", 2, 1),
                        "s", new SourcedRules.Place("a.xlsx", 4, 1)));
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(String what, byte[] file) {
        var reading = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Workbook.read(file));

        assertThat(reading.<List<RuleProblem>>fold(grid -> List.of(), problems -> problems))
                .as(what)
                .hasSize(1);
    }

    static Stream<Object[]> isRefused() {
        var doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        var laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
        return Stream.of(
                refused("nothing", new byte[0]),
                refused("text", "name,owner".getBytes(StandardCharsets.UTF_8)),
                refused("an old workbook", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}),
                refused("an empty archive", zip(Map.of())),
                refused("a cut archive", java.util.Arrays.copyOf(Workbook.write(GRID), 300)),
                refused("macros", with("xl/vbaProject.bin", "x")),
                refused("macros of old", with("xl/macrosheets/sheet1.xml", "<x/>")),
                refused("a file for macros", with("[Content_Types].xml", "<Types>x.macroEnabled.main+xml</Types>")),
                refused("links to other files", with("xl/externalLinks/externalLink1.xml", "<x/>")),
                refused("embedded programs", with("xl/embeddings/oleObject1.bin", "x")),
                refused("controls", with("xl/activeX/activeX1.xml", "<x/>")),
                refused("data connections", with("xl/connections.xml", "<x/>")),
                refused("queries", with("xl/queryTables/queryTable1.xml", "<x/>")),
                refused("a formula", sheet("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>")),
                refused(
                        "a formula of a text",
                        sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>cmd|'/C calc'!A0</f></c></row>")),
                refused("an error", sheet("<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#REF!</v></c></row>")),
                refused("a hidden row", sheet("<row r=\"1\"/><row r=\"2\" hidden=\"1\"/>")),
                refused("a hidden column", with(SHEET, "<x><cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols></x>")),
                refused("a row far below", sheet("<row r=\"1048576\"/>")),
                refused("a cell far right", sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")),
                refused("a cell beyond all", sheet("<row r=\"1\"><c r=\"" + "Z".repeat(99) + "1\"><v>1</v></c></row>")),
                refused("cells out of order", sheet("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")),
                refused("rows out of order", sheet("<row r=\"2\"/><row r=\"1\"/>")),
                refused("cells without a row", sheet("<c r=\"A1\"><v>1</v></c>")),
                refused("a text that is not there", sheet("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>")),
                refused("no number", sheet("<row r=\"1\"><c><v>NaN</v></c></row>")),
                refused("an endless number", sheet("<row r=\"1\"><c><v>1e99999999</v></c></row>")),
                refused("damaged XML", with(SHEET, "<worksheet><sheetData>")),
                refused("an outer entity", with(SHEET, doctype + "<x>&e;</x>")),
                refused("a document type", with("xl/workbook.xml", doctype + "<x/>")),
                refused("a billion laughs", with(SHEET, laughs + "<x>&b;</x>")),
                refused("no sheet", with("xl/workbook.xml", "<workbook/>")),
                refused(
                        "a sheet elsewhere",
                        with(
                                "xl/_rels/workbook.xml.rels",
                                "<x><Relationship Id=\"rId1\" Target=\"http://x/\" TargetMode=\"External\"/></x>")),
                refused(
                        "a sheet outside",
                        with(
                                "xl/_rels/workbook.xml.rels",
                                "<x><Relationship Id=\"rId1\" Target=\"../../../../etc/passwd\"/></x>")),
                refused("a bomb", with(SHEET, "0".repeat(21_000_000))),
                refused("a bomb of texts", with("xl/sharedStrings.xml", "<t>" + "0".repeat(21_000_000) + "</t>")),
                refused("many parts", zip(many(300))),
                refused("a large file", new byte[2_000_001]));
    }

    private static Object[] refused(String what, byte[] file) {
        return new Object[] {what, file};
    }

    private static Map<String, String> many(int parts) {
        var all = new HashMap<String, String>();
        for (int i = 0; i < parts; i++) {
            all.put("xl/part" + i + ".xml", "<x/>");
        }
        return all;
    }

    private static byte[] sheet(String rows) {
        return with(SHEET, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    private static byte[] with(String part, String content) {
        var parts = new HashMap<>(Workbook.frame());
        parts.put(SHEET, "<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData></worksheet>");
        parts.put(part, content);
        return zip(parts);
    }

    private static byte[] zip(Map<String, String> parts) {
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toByteArray();
    }
}
