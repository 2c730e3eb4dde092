package org.countersign.api;

import org.countersign.learning.Conflicts;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What models learn from, and what becomes of it. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}", produces = MediaType.APPLICATION_JSON_VALUE)
class LearningController {

    private final Conflicts conflicts;

    LearningController(Conflicts conflicts) {
        this.conflicts = conflicts;
    }

    @GetMapping("/examples/conflicts")
    Conflicts.Listing conflicts(@PathVariable String useCase) {
        return conflicts.list(useCase);
    }
}
