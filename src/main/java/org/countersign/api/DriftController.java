package org.countersign.api;

import java.util.List;
import org.countersign.monitoring.Drift;
import org.countersign.monitoring.DriftWatch;
import org.countersign.monitoring.Drifts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether cases have changed, over REST. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}/drift", produces = MediaType.APPLICATION_JSON_VALUE)
class DriftController {

    /**
     * How it stands with one model.
     *
     * @param look the last comparison; absent before the first
     * @param change the last comparison that found a change; absent before the first
     */
    record View(
            String model,
            String words,
            @Nullable Drift look,
            @Nullable Drift change) {
        static View of(DriftWatch watch) {
            return new View(watch.model(), watch.words(), watch.look(), watch.change());
        }
    }

    private final Drifts drifts;

    DriftController(Drifts drifts) {
        this.drifts = drifts;
    }

    /** Of each model that was asked lately, ours or the caller's. */
    @GetMapping
    List<View> all(@PathVariable String useCase) {
        return drifts.list(useCase).stream().map(View::of).toList();
    }
}
