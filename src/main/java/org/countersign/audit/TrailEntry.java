package org.countersign.audit;

import java.time.Instant;
import org.countersign.decision.Actor;

/**
 * One entry of the trail. {@code hash} is the sha-256 over the previous entry's hash and this entry's own content, so
 * that nothing in a stream can be changed, left out or put in unnoticed.
 *
 * @param stream a decision's id or {@code use-case:<name>}
 * @param sequence from 0, without gaps
 * @param content the event as JSON
 */
public record TrailEntry(
        String stream, int sequence, Instant at, Actor actor, String kind, String content, String hash) {}
