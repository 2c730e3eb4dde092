package org.countersign.api;

import java.util.List;
import org.countersign.assurance.StopSwitch;
import org.countersign.decision.InvalidInput;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stop-switch")
class StopSwitchController {

    /** {@code scope}: a use case, a segment of it such as {@code credit/purpose=A40}, or "*" for all. */
    record Turn(
            @Nullable String scope,
            @Nullable Boolean stop,
            @Nullable String reason) {}

    private final StopSwitch stopSwitch;
    private final CurrentActor actor;

    StopSwitchController(StopSwitch stopSwitch, CurrentActor actor) {
        this.stopSwitch = stopSwitch;
        this.actor = actor;
    }

    /** All that is stopped now. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<StopSwitch.Stop> stops() {
        return stopSwitch.list();
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turn(@RequestBody Turn turn) {
        if (turn.scope() == null) {
            throw new InvalidInput("/scope", "It is missing.", "Send a use case, use case/segment, or * for all.");
        }
        if (turn.stop() == null) {
            throw new InvalidInput("/stop", "It is missing.", "Send true to stop, false to resume.");
        }
        stopSwitch.turn(turn.scope(), turn.stop(), actor.name(), turn.reason() == null ? "" : turn.reason());
    }
}
