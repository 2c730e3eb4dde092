package org.countersign.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem;
import org.countersign.policy.FileProblem.Severity;
import org.junit.jupiter.api.Test;

class FindingTests {

    @Test
    void namesTheColumnOfATableByItsHeading() {
        var finding = finding(new FileProblem("cases.csv", 2, 2, "Wrong.", "Mend it."));
        assertThat(finding.place()).isEqualTo("cases.csv, line 2, level");
        assertThat(finding.excerpt()).isEqualTo("x,9");
    }

    @Test
    void namesThePlaceInATextByLineAndColumn() {
        assertThat(finding(new FileProblem("a.drl", 3, 7, "Wrong.", "Mend it.")).place())
                .isEqualTo("a.drl, line 3, column 7");
    }

    @Test
    void staysOnTheGroundWhereTheFileHasNoSuchPlace() {
        var finding = finding(new FileProblem("cases.csv", 99, 99, "Wrong.", "Mend it."));
        assertThat(finding.place()).isEqualTo("cases.csv, line 99, column 99");
        assertThat(finding.excerpt()).isEmpty();
    }

    @Test
    void blocksForErrorsOnlyAndQuotesNothingForNotes() {
        var note = finding(new FileProblem("a.drl", 1, 1, Severity.NOTE, "No rule for it.", "Write one."));
        assertThat(note.excerpt()).isEmpty();
        assertThat(Finding.sound(List.of(note))).isTrue();
        assertThat(Finding.sound(List.of(note, finding(new FileProblem("a.drl", 1, 1, "Wrong.", "Mend it.")))))
                .isFalse();
    }

    private static Finding finding(FileProblem problem) {
        return Finding.of(List.of(problem), Map.of("cases.csv", "name,level\nx,9\n", "a.drl", "rule"))
                .get(0);
    }
}
