package org.countersign.assurance;

import java.util.List;
import java.util.Optional;
import org.countersign.policy.Policy;

/** The stream of one cell while it is read on: what it is told, and what that certifies. */
final class EvidenceStream {

    /**
     * Where it comes from.
     *
     * @param round which of the rounds of evidence of its cell, from 1
     * @param afterId decisions up to this id are not told
     * @param parts how many parts of the log are stored
     * @param digest of those
     */
    record Origin(String id, Cell cell, int round, String afterId, int parts, String digest) {}

    private final Origin origin;
    private final List<Double> grid;
    private final WealthStream stream;
    private final EvidenceLog log = new EvidenceLog();
    private double least;
    private boolean told;

    EvidenceStream(Origin origin, WealthStream.State state) {
        this.origin = origin;
        this.grid = state.rungs().stream().map(Rung.State::threshold).toList();
        this.stream = WealthStream.resume(state);
        this.least = state.leastDraw();
    }

    Origin origin() {
        return origin;
    }

    WealthStream.State state() {
        return stream.state();
    }

    boolean isTold() {
        return told;
    }

    Optional<Double> threshold() {
        return stream.threshold();
    }

    /** How many decisions it was told that a threshold of its grid would accept. */
    long decisions() {
        return stream.decisions();
    }

    String takeLog() {
        return log.take();
    }

    /** From when on decisions may be drawn with the policy's least rate, which is when any is certified or waived. */
    void expectDraws(double rate) {
        if (rate > 0 && rate < least) {
            least = rate;
            stream.expectDraws(rate);
            log.expectDraws(rate);
            told = true;
        }
    }

    void drawn(String decisionId, double score, double probability, boolean wrong) {
        expectDraws(probability);
        rung(score).ifPresent(rung -> {
            stream.add(grid.get(rung), probability, true, wrong);
            log.drawn(rung, probability, wrong, decisionId);
            told = true;
        });
    }

    void undrawn(double score, double probability) {
        expectDraws(probability);
        rung(score).ifPresent(rung -> {
            stream.add(grid.get(rung), 1, false, false);
            log.undrawn(rung);
            told = true;
        });
    }

    /** The strictest threshold that the score reaches; one that reaches none says nothing about any. */
    private Optional<Integer> rung(double score) {
        for (var i = 0; i < grid.size(); i++) {
            if (score >= grid.get(i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** What the stream proves now; only of use when it has a threshold. */
    Proof proof(Policy policy, String digest) {
        var state = stream.state();
        var rung = stream.checked().orElseThrow();
        return new Proof(
                state.alpha(),
                state.delta(),
                policy.errorBudget().delta(),
                Cell.count(policy),
                origin.round(),
                grid,
                rung.threshold(),
                rung.accepted(),
                rung.wrong(),
                null,
                rung.logWealth(),
                digest,
                Proof.OF_A_STREAM);
    }
}
