package org.countersign.api;

import org.countersign.assurance.StopSwitch;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policies;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stop-switch")
class StopSwitchController {

    /** {@code scope}: a use case, or "*" for all. */
    record Turn(
            @Nullable String scope,
            @Nullable Boolean stop,
            @Nullable String reason) {}

    private final StopSwitch stopSwitch;
    private final Policies policies;
    private final CurrentActor actor;

    StopSwitchController(StopSwitch stopSwitch, Policies policies, CurrentActor actor) {
        this.stopSwitch = stopSwitch;
        this.policies = policies;
        this.actor = actor;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turn(@RequestBody Turn turn) {
        if (turn.scope() == null) {
            throw new InvalidInput("/scope", "It is missing.", "Send a use case, or * for all.");
        }
        if (turn.stop() == null) {
            throw new InvalidInput("/stop", "It is missing.", "Send true to stop, false to resume.");
        }
        if (!turn.scope().equals(StopSwitch.ALL)) {
            policies.inForce(turn.scope());
        }
        stopSwitch.turn(turn.scope(), turn.stop(), actor.name(), turn.reason() == null ? "" : turn.reason());
    }
}
