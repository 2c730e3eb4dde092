package org.countersign.routing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an XLSX file, unpacked when asked for, within limits; a file that brings anything that could run or reach
 * out is refused. Like spreadsheets it believes the archive's directory; the JDK's streams believe the parts' own heads,
 * which some programs leave blank.
 */
final class WorkbookParts {

    private static final int LARGEST_FILE = 2_000_000;
    private static final int LARGEST_UNPACKED = 20_000_000;
    private static final int MOST_PARTS = 200;

    private static final int DIRECTORY_END = 0x06054b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int PART_HEAD = 0x04034b50;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private static final List<String> FORBIDDEN = List.of(
            "vbaproject",
            "vbadata",
            "macrosheets",
            "dialogsheets",
            "externallinks",
            "embeddings",
            "activex",
            "ctrlprops",
            "connections",
            "querytables",
            "webextensions",
            "customui");

    private record Part(int method, int head, int packed) {}

    private final ByteBuffer file;
    private final Map<String, Part> parts = new HashMap<>();
    private int left = LARGEST_UNPACKED;

    private WorkbookParts(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws BadWorkbook when it is none, or is refused */
    static WorkbookParts of(byte[] file) {
        if (file.length > LARGEST_FILE) {
            throw new BadWorkbook("The file is too large.", "Use at most " + LARGEST_FILE + " bytes.");
        }
        if (file.length < 22 || file[0] != 'P' || file[1] != 'K') {
            throw new BadWorkbook("This is no XLSX file.", "Save it as XLSX (not XLS), without a password; or as CSV.");
        }
        var parts = new WorkbookParts(file);
        try {
            parts.readDirectory();
        } catch (IndexOutOfBoundsException | IllegalArgumentException cut) {
            throw damaged();
        }
        return parts;
    }

    private void readDirectory() {
        int end = file.limit() - 22;
        while (file.getInt(end) != DIRECTORY_END) {
            end--;
        }
        int count = file.getShort(end + 10) & 0xFFFF;
        int at = file.getInt(end + 16);
        if (count > MOST_PARTS) {
            throw new BadWorkbook("The file has too many parts.", "Keep only the sheet with the rules.");
        }
        for (int i = 0; i < count; i++) {
            at = readEntry(at);
        }
    }

    private int readEntry(int at) {
        int nameLength = file.getShort(at + 28) & 0xFFFF;
        var bytes = new byte[nameLength];
        file.get(at + 46, bytes);
        var name = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        FORBIDDEN.stream().filter(name::contains).findFirst().ifPresent(found -> {
            throw new BadWorkbook(
                    "The file brings '" + found + "', which can run code or reach other data.",
                    "Save the sheet alone as XLSX without macros and links, or as CSV.");
        });
        boolean isPlain = (file.getShort(at + 8) & ENCRYPTED) == 0;
        var part = new Part(file.getShort(at + 10), file.getInt(at + 42), file.getInt(at + 20));
        boolean isNew = parts.put(name.startsWith("/") ? name.substring(1) : name, part) == null;
        if (file.getInt(at) != DIRECTORY_ENTRY || !isPlain || !isNew) {
            throw damaged();
        }
        return at + 46 + nameLength + (file.getShort(at + 30) & 0xFFFF) + (file.getShort(at + 32) & 0xFFFF);
    }

    byte @Nullable [] find(String name) {
        var part = parts.get(name.toLowerCase(Locale.ROOT));
        return part == null ? null : unpacked(part);
    }

    byte[] get(String name) {
        var part = find(name);
        if (part == null) {
            throw new BadWorkbook("The file has no part " + name + ".", "Save it again as XLSX.");
        }
        return part;
    }

    private byte[] unpacked(Part part) {
        var inflater = new Inflater(true);
        try {
            int start = part.head()
                    + 30
                    + (file.getShort(part.head() + 26) & 0xFFFF)
                    + (file.getShort(part.head() + 28) & 0xFFFF);
            if (file.getInt(part.head()) != PART_HEAD
                    || part.packed() < 0
                    || part.packed() > file.limit() - start
                    || (part.method() != STORED && part.method() != DEFLATED)) {
                throw damaged();
            }
            var packed = new ByteArrayInputStream(file.array(), start, part.packed());
            var in = part.method() == STORED ? packed : new InflaterInputStream(packed, inflater);
            var content = in.readNBytes(left + 1);
            left -= content.length;
            if (left < 0) {
                throw new BadWorkbook(
                        "The file unpacks to too much.", "Keep only the sheet with the rules, and save it again.");
            }
            return content;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    private static BadWorkbook damaged() {
        return new BadWorkbook("The file cannot be unpacked.", "Save it again as XLSX, without a password; or as CSV.");
    }
}
