package org.countersign.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.Actor;
import org.countersign.policy.Drafts;
import org.countersign.policy.Revisions;
import org.countersign.routing.FileContent;
import org.countersign.security.CurrentActor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Single files of drafts and versions over REST: as text, and tables as workbooks, whichever is asked for. */
@RestController
@RequestMapping("/api/v1/use-cases/{useCase}/{area:rules|policy}")
class RuleFilesController {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Drafts drafts;
    private final Revisions revisions;
    private final RevisionsController checks;
    private final CurrentActor actor;

    RuleFilesController(Drafts drafts, Revisions revisions, RevisionsController checks, CurrentActor actor) {
        this.drafts = drafts;
        this.revisions = revisions;
        this.checks = checks;
        this.actor = actor;
    }

    /** Saves over the edit that the sender saw. */
    @PutMapping(path = "/drafts/{id}/files/{file}", consumes = XLSX, produces = MediaType.APPLICATION_JSON_VALUE)
    RevisionsController.CheckedDraft saveWorkbook(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam int edits,
            @RequestBody byte[] workbook) {
        return save(useCase, area, id, file, edits, FileContent.fromWorkbook(file, workbook));
    }

    @PutMapping(
            path = "/drafts/{id}/files/{file}",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    RevisionsController.CheckedDraft saveText(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam int edits,
            @RequestBody byte[] text) {
        return save(useCase, area, id, file, edits, FileContent.text("text", text));
    }

    private RevisionsController.CheckedDraft save(
            String useCase, String area, String id, String file, int edits, String text) {
        var files = new TreeMap<>(
                drafts.find(useCase, RevisionsController.kind(area), id).files());
        files.put(file, text);
        return checks.checked(drafts.save(id, files, edits, Actor.person(actor.name())));
    }

    @PostMapping(path = "/check", consumes = XLSX, produces = MediaType.APPLICATION_JSON_VALUE)
    RevisionsController.Checked checkWorkbook(
            @PathVariable String useCase, @PathVariable String area, @RequestBody byte[] workbook) {
        var name = "rules.xlsx";
        var files = Map.of(name, FileContent.fromWorkbook(name, workbook));
        return RevisionsController.Checked.of(revisions.findings(useCase, RevisionsController.kind(area), files));
    }

    @GetMapping("/drafts/{id}/files/{file}")
    ResponseEntity<byte[]> ofDraft(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String id,
            @PathVariable String file,
            @RequestHeader(defaultValue = "") String accept) {
        return file(drafts.find(useCase, RevisionsController.kind(area), id).files(), file, accept);
    }

    @GetMapping("/versions/{version}/files/{file}")
    ResponseEntity<byte[]> ofVersion(
            @PathVariable String useCase,
            @PathVariable String area,
            @PathVariable String version,
            @PathVariable String file,
            @RequestHeader(defaultValue = "") String accept) {
        return file(
                revisions.find(useCase, RevisionsController.kind(area), version).files(), file, accept);
    }

    private static ResponseEntity<byte[]> file(Map<String, String> files, String file, String accept) {
        var text = files.get(file);
        if (text == null) {
            throw new FileNotThere(file);
        }
        return accept.contains(XLSX)
                ? ResponseEntity.ok().contentType(MediaType.valueOf(XLSX)).body(FileContent.workbook(file, text))
                : ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                        .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
