package org.countersign.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.policy.Drafts;
import org.countersign.policy.Revisions;
import org.countersign.routing.FileContent;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Hands out files exactly as they lie in {@code rules/<use-case>/}, and tables as workbooks for those who ask so. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}")
class ExportController {

    private static final MediaType ZIP = new MediaType("application", "zip");

    private final Revisions revisions;
    private final Drafts drafts;

    ExportController(Revisions revisions, Drafts drafts) {
        this.revisions = revisions;
        this.drafts = drafts;
    }

    @GetMapping("/versions/{version}/export")
    ResponseEntity<byte[]> all(@PathVariable String part, @PathVariable String useCase, @PathVariable String version) {
        var shown = Section.of(part);
        var revision = revisions.find(useCase, shown.kind(), version);
        var name = "%s-%s-%d.zip".formatted(useCase, shown.path(), revision.number());
        return download(name, ZIP, zip(useCase, revision.files(), revision.createdAt()));
    }

    @GetMapping("/versions/{version}/files/{file}")
    ResponseEntity<byte[]> one(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String as) {
        var files = revisions.find(useCase, Section.of(part).kind(), version).files();
        return download(files, file, as);
    }

    /** As it is saved now. */
    @GetMapping("/drafts/{id}/files/{file}")
    ResponseEntity<byte[]> ofDraft(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String as) {
        return download(drafts.find(useCase, Section.of(part).kind(), id).files(), file, as);
    }

    private static ResponseEntity<byte[]> download(Map<String, String> files, String file, String as) {
        var text = Optional.ofNullable(files.get(file))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such file."));
        return as.equals("xlsx")
                ? download(
                        file.replaceAll("[.][a-z]+$", ".xlsx"),
                        MediaType.APPLICATION_OCTET_STREAM,
                        FileContent.workbook(file, text))
                : download(file, MediaType.APPLICATION_OCTET_STREAM, FileContent.bytes(file, text));
    }

    private static ResponseEntity<byte[]> download(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    private static byte[] zip(String useCase, Map<String, String> files, Instant at) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry("rules/" + useCase + "/" + file.getKey());
                entry.setTimeLocal(at.atOffset(ZoneOffset.UTC).toLocalDateTime()); // the same bytes each time
                zip.putNextEntry(entry);
                zip.write(FileContent.bytes(file.getKey(), file.getValue()));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
