package org.countersign.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.CaseFile.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFileTests {

    private static final String HEADER = "row,amount,purpose,region,note,verdict\n";

    private final CaseFile file = new CaseFile(SamplePolicy.read(), 1000);

    @Test
    void readsRowsByThePolicy() {
        var rows = read(HEADER + "17,5,C1,North,fine,1\n18,6.5e1,C2,,,decline\n");

        assertThat(rows)
                .containsExactly(
                        new Row(
                                1,
                                new Case(Map.of("amount", 5., "purpose", "C1", "region", "North", "note", "fine")),
                                "grant"),
                        new Row(2, new Case(Map.of("amount", 65., "purpose", "C2")), "decline"));
    }

    @Test
    void takesColumnsInAnyOrderAndWithoutTheIgnoredOnes() {
        var rows = read("note,verdict,region,purpose,amount\nx,yes,N,C1,5\n");

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.label()).isEqualTo("grant"));
        assertThat(rows.get(0).subject().value("amount")).contains(5.);
    }

    @Test
    void readsTextOverManyLinesAndWithQuotes() {
        var rows = read("\uFEFFamount,purpose,region,note\r\n5,C1,N,\"a, \"\"b\"\"\r\n\r\nc \"\r\n6,C1,N,d\r\n\r\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).subject().value("note")).contains("a, \"b\"\r\n\r\nc ");
        assertThat(rows.get(0).label()).isNull();
    }

    @Test
    void takesBlanksAroundNumbersCategoriesAndLabelsAway() {
        var rows = read(HEADER + "1, 5, C1, North , as is , yes\n");

        assertThat(rows.get(0).subject().fields())
                .isEqualTo(Map.of("amount", 5., "purpose", "C1", "region", "North", "note", " as is "));
        assertThat(rows.get(0).label()).isEqualTo("grant");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1,0x5,C1,N,a,1      | /rows/1/amount '0x5' is not a number. Write digits
            1,NaN,C1,N,a,1      | /rows/1/amount 'NaN' is not a number.
            1,Infinity,C1,N,a,1 | /rows/1/amount 'Infinity' is not a number.
            1,5d,C1,N,a,1       | /rows/1/amount '5d' is not a number.
            1,1e999,C1,N,a,1    | /rows/1/amount '1e999' is not a number.
            1,"1,000",C1,N,a,1  | /rows/1/amount '1,000' is not a number.
            1,1001,C1,N,a,1     | /rows/1/amount 1001 is more than 1000.
            1,,C1,N,a,1         | /rows/1/amount The cell is empty. Fill it: this field is required.
            1,5,C3,N,a,1        | /rows/1/purpose 'C3' is none of this field's categories.
            1,5,C1,N,a,maybe    | /rows/1/verdict 'maybe' is none of the labels. Write one of 1, decline, grant, yes.
            1,5,C1,N,a,         | /rows/1/verdict The label is empty.
            1,5,C1,N,a          | /rows/1 The row has 5 cells, the header 6.
            1,5,C1,N,a,1,1      | /rows/1 The row has 7 cells, the header 6.
            1,5,C1,N,"a"b,1     | /rows/1 From here on, the file is not CSV
            1,5,C1,N,"a,1       | /rows/1 From here on, the file is not CSV
            """)
    void refusesABadRow(String row, String problem) {
        assertThat(problems(HEADER + row + "\n")).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            row,amuont,purpose,region,note        | /header/amuont The policy knows no column 'amuont'. Did you mean 'amount'?
            row,amuont,purpose,region,note        | /header/amount The column 'amount' is missing.
            amount,purpose,region                 | /header/note The column 'note' is missing. Add it; a cell may be left empty
            amount,purpose,region,note,a/b        | /header/a~1b The policy knows no column 'a/b'. Remove it, or name it in the policy
            amount,amount,purpose,region,note     | /header/amount There are two columns 'amount'.
            amount;purpose;region;note            | Separate columns by commas.
            """)
    void refusesABadHeader(String header, String problem) {
        assertThat(problems(header + "\n5,C1,N,a\n"))
                .anySatisfy(line -> assertThat(line).contains(problem));
    }

    @Test
    void refusesAFileWithoutHeaderOrRows() {
        assertThat(problems("")).singleElement().asString().contains("The file is empty.");
        assertThat(problems(HEADER)).singleElement().asString().contains("The file has no rows.");
    }

    @Test
    void refusesAFileWithoutLabelsWhereTheyAreNeeded() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> file.readLabelled(in("amount,purpose,region,note\n5,C1,N,a\n"), row -> {}))
                .withMessageContaining("header/verdict: The column 'verdict' is missing.");
    }

    @Test
    void refusesOtherEncodings() {
        var atOnce = new ByteArrayInputStream((HEADER + "1,5,C1,Nürnberg,a,1\n").getBytes(ISO_8859_1));
        var later = new ByteArrayInputStream(
                (HEADER + "1,5,C1,N,a,1\n".repeat(900) + "1,5,C1,Nürnberg,a,1\n").getBytes(ISO_8859_1));

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> file.read(atOnce, row -> {}))
                .withMessageContaining("not UTF-8");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> file.read(later, row -> {}))
                .withMessageContaining("not UTF-8")
                .withMessageContaining("rows/");
    }

    @Test
    void handsNothingOverAfterTheFirstProblemButFindsTheOthers() {
        var seen = new ArrayList<Row>();
        var text = HEADER + "1,5,C1,N,a,1\n1,x,C1,N,a,1\n1,5,C1,N,a,1\n1,y,C1,N,a,1\n";

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> file.read(in(text), seen::add))
                .withMessageContaining("rows/2/amount")
                .withMessageContaining("rows/4/amount");
        assertThat(seen).extracting(Row::number).containsExactly(1L);
    }

    @Test
    void reportsAtMostFiftyProblems() {
        assertThat(problems(HEADER + "1,x,C1,N,a,1\n".repeat(200))).hasSize(51);
    }

    @Test
    void keepsToTheRowLimit() {
        var small = new CaseFile(SamplePolicy.read(), 2);

        assertThat(small.read(in(HEADER + "1,5,C1,N,a,1\n".repeat(2)), row -> {}))
                .isEqualTo(2);
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> small.read(in(HEADER + "1,5,C1,N,a,1\n".repeat(3)), row -> {}))
                .withMessageContaining("rows/3: The file has more than 2 rows.");
    }

    private List<Row> read(String text) {
        var rows = new ArrayList<Row>();
        assertThat(file.read(in(text), rows::add)).isEqualTo(rows.size());
        return rows;
    }

    private List<String> problems(String text) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> file.read(in(text), row -> {}));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(p -> p.pointer() + " " + p.what() + " " + p.mend())
                        .toList();
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
