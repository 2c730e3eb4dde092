package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.countersign.policy.RevisionRefused;
import org.junit.jupiter.api.Test;

class FileContentTests {

    private static final String TABLE = "name,owner\nLarge,risk\n";

    @Test
    void writesAWorkbookBackAsAWorkbookAndTextAsItIs() {
        var workbook = FileContent.bytes("limits.xlsx", TABLE);

        assertThat(workbook).startsWith('P', 'K').isEqualTo(FileContent.workbook("limits.csv", TABLE));
        assertThat(FileContent.text("limits.xlsx", workbook)).isEqualTo(TABLE);
        assertThat(FileContent.bytes("limits.csv", TABLE)).asString().isEqualTo(TABLE);
        assertThat(FileContent.text("limits.csv", TABLE.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TABLE);
    }

    @Test
    void saysWhatIsNoSuchFile() {
        assertThatExceptionOfType(RevisionRefused.class)
                .isThrownBy(() -> FileContent.text("limits.csv", new byte[] {(byte) 0xE4}))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(RevisionRefused.class)
                .isThrownBy(() -> FileContent.text("limits.XLSX", TABLE.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("limits.XLSX");
        assertThatExceptionOfType(RevisionRefused.class)
                .isThrownBy(() -> FileContent.workbook("limits.csv", "name\n\"open"))
                .withMessageContaining("this is not CSV");
    }
}
