package org.countersign.api;

import java.util.List;
import org.countersign.review.OpenTasks;
import org.countersign.review.VerdictInput;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same tasks as in Tasklist, with the same rights and checks. */
@RestController
@RequestMapping(path = "/api/v1/review-tasks", produces = MediaType.APPLICATION_JSON_VALUE)
class ReviewTasksController {

    private final OpenTasks tasks;
    private final CurrentActor actor;

    ReviewTasksController(OpenTasks tasks, CurrentActor actor) {
        this.tasks = tasks;
        this.actor = actor;
    }

    @GetMapping
    List<OpenTasks.Summary> list(@RequestParam(required = false) @Nullable String queue) {
        return actor.asUser(() -> tasks.list(queue));
    }

    @GetMapping("/{id}")
    OpenTasks.Opened one(@PathVariable String id) {
        return actor.asUser(() -> tasks.open(id));
    }

    @PostMapping("/{id}/claim")
    OpenTasks.Opened claim(@PathVariable String id) {
        return actor.asUser(() -> {
            tasks.claim(id, actor.name());
            return tasks.open(id);
        });
    }

    @PostMapping(path = "/{id}/verdict", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verdict(@PathVariable String id, @RequestBody VerdictInput input) {
        actor.asUser(() -> {
            tasks.complete(id, input);
            return true;
        });
    }
}
