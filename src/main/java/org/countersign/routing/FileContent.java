package org.countersign.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.countersign.policy.FileProblem;
import org.countersign.policy.RevisionRefused;

/** Files of a rules folder as bytes. Tables are kept as CSV; a workbook is read into that, and written from it. */
public final class FileContent {

    private static final String WORKBOOK = ".xlsx";

    private FileContent() {}

    /**
     * The text that is kept of a file.
     *
     * @param name as handed in; its ending says what the bytes are
     * @throws RevisionRefused when the bytes are no such file
     */
    public static String text(String name, byte[] content) {
        if (isWorkbook(name)) {
            return fromWorkbook(name, content);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(name, new RuleProblem(1, 1, "The file is not UTF-8 text.", "Save it as UTF-8."));
        }
    }

    /** A workbook under any name. */
    public static String fromWorkbook(String name, byte[] content) {
        try {
            return RuleFile.ofWorkbook(name, content).text();
        } catch (RulesRefused refused) {
            throw new RevisionRefused(RuleFiles.problems(refused));
        }
    }

    /** As the file lies in the folder: a workbook where its name says so. */
    public static byte[] bytes(String name, String text) {
        return isWorkbook(name) ? workbook(name, text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A table as a workbook, whatever its name.
     *
     * @throws RevisionRefused when it is no table
     */
    public static byte[] workbook(String name, String csv) {
        return Grid.parse(csv).fold(Workbook::write, problems -> {
            throw refused(name, problems.get(0));
        });
    }

    private static boolean isWorkbook(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(WORKBOOK);
    }

    private static RevisionRefused refused(String name, RuleProblem p) {
        return new RevisionRefused(List.of(new FileProblem(name, p.line(), p.column(), p.what(), p.mend())));
    }
}
