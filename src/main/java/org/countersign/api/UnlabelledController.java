package org.countersign.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.learning.Labelling;
import org.countersign.security.CurrentActor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cases without labels, that people are asked about. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/unlabelled", produces = MediaType.APPLICATION_JSON_VALUE)
class UnlabelledController {

    private final Labelling labelling;
    private final CurrentActor actor;
    private final ObjectMapper json;

    UnlabelledController(Labelling labelling, CurrentActor actor, ObjectMapper json) {
        this.labelling = labelling;
        this.actor = actor;
        this.json = json;
    }

    @PostMapping(consumes = "text/csv")
    Labelling.Taken takeCsv(@PathVariable String useCase, @RequestBody byte[] csv) {
        return labelling.takeCsv(useCase, csv, actor.name());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Labelling.Taken takeJson(@PathVariable String useCase, @RequestBody byte[] body) {
        try {
            return labelling.takeJson(useCase, json.readTree(body), body, actor.name());
        } catch (IOException e) {
            throw new InvalidInput(List.of(JsonFault.of(new IOException(e))));
        }
    }

    @GetMapping
    Labelling.Status status(@PathVariable String useCase) {
        return labelling.status(useCase);
    }

    /** Nobody is asked any more. */
    @DeleteMapping
    Labelling.Status end(@PathVariable String useCase) {
        return labelling.end(useCase, actor.name());
    }
}
