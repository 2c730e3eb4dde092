package org.countersign.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import org.countersign.decision.InvalidInput;
import org.countersign.learning.Brought;
import org.countersign.prediction.Model;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes a model that was trained elsewhere: the file is the body, and how to ask it stands in the query. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/models", produces = MediaType.APPLICATION_JSON_VALUE)
class BroughtController {

    private final Brought brought;
    private final CurrentActor actor;
    private final ObjectMapper json;

    BroughtController(Brought brought, CurrentActor actor, ObjectMapper json) {
        this.brought = brought;
        this.actor = actor;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Model> bring(
            @PathVariable String useCase,
            @RequestParam(required = false) @Nullable String declaration,
            @RequestBody(required = false) byte @Nullable [] file) {
        if (declaration == null) {
            throw new InvalidInput("", "The query has no declaration.", "Say how to ask the model: see the README.");
        }
        var model = brought.bring(
                useCase, Declaration.read(json, declaration), file == null ? new byte[0] : file, actor.name());
        return ResponseEntity.created(
                        URI.create("/api/v1/use-cases/" + useCase + "/models/" + model.version() + "/card"))
                .body(model);
    }
}
