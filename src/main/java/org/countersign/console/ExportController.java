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
import org.countersign.policy.Revisions;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Hands out the files of a version, exactly as they lie in {@code rules/<use-case>/}. */
@Controller
@RequestMapping("/console/{part:rules|policies}/{useCase}/versions/{version}")
class ExportController {

    private static final MediaType ZIP = new MediaType("application", "zip");

    private final Revisions revisions;

    ExportController(Revisions revisions) {
        this.revisions = revisions;
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> all(@PathVariable String part, @PathVariable String useCase, @PathVariable String version) {
        var shown = Section.of(part);
        var revision = revisions.find(useCase, shown.kind(), version);
        var name = "%s-%s-%d.zip".formatted(useCase, shown.path(), revision.number());
        return download(name, ZIP, zip(useCase, revision.files(), revision.createdAt()));
    }

    @GetMapping("/files/{file}")
    ResponseEntity<byte[]> one(
            @PathVariable String part,
            @PathVariable String useCase,
            @PathVariable String version,
            @PathVariable String file) {
        var files = revisions.find(useCase, Section.of(part).kind(), version).files();
        var text = Optional.ofNullable(files.get(file))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The version has no such file."));
        return download(file, MediaType.APPLICATION_OCTET_STREAM, text.getBytes(StandardCharsets.UTF_8));
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
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
