package org.countersign.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** Something that happened and belongs in the trail. Published inside the transaction that made it happen. */
public sealed interface Event permits DecisionEvent, UseCaseEvent {

    /** What the event is about: a decision's id, or {@code use-case:<name>}. One hash chain each. */
    @JsonIgnore
    String stream();

    @JsonIgnore
    Actor actor();

    @JsonIgnore
    Instant at();
}
