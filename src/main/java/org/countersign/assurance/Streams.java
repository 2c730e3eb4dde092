package org.countersign.assurance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.countersign.assurance.Certificate.Method;
import org.countersign.assurance.EvidenceStream.Origin;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts the streams of cells, stores what they were told, and has issued what they certify. */
@Component
class Streams {

    private final StreamRows rows;
    private final AlarmRows alarms;
    private final CertificateRows certificates;
    private final Issuing issuing;

    Streams(StreamRows rows, AlarmRows alarms, CertificateRows certificates, Issuing issuing) {
        this.rows = rows;
        this.alarms = alarms;
        this.certificates = certificates;
        this.issuing = issuing;
    }

    /** What tells decisions to the active streams of a use case, and starts those that are missing. */
    Feed feed(Policy policy, @Nullable String champion, Instant now, Supplier<List<Told>> before) {
        var useCase = policy.useCase();
        return new Feed(
                policy,
                champion,
                now,
                rows.active(useCase),
                new Feed.Start() {
                    @Override
                    public String after(Cell cell) {
                        return alarms.lastDoubtful(useCase, cell);
                    }

                    @Override
                    public Optional<EvidenceStream> stream(Cell cell, List<Double> scores) {
                        return start(policy, cell, scores);
                    }

                    @Override
                    public void end(String model) {
                        rows.end(useCase, model, null, null);
                    }
                },
                before);
    }

    /** Starts the next round of evidence of a cell, if there are enough scores to take its thresholds from. */
    Optional<EvidenceStream> start(Policy policy, Cell cell, List<Double> scores) {
        var useCase = policy.useCase();
        var round = rows.rounds(useCase, cell) + 1;
        var alpha = policy.errorBudget().alpha(cell.level());
        var delta = Cell.delta(policy, round);
        if (scores.size() < Grids.scoresNeeded(alpha, delta)) {
            return Optional.empty();
        }
        var origin = new Origin(issuing.nextId(), cell, round, alarms.lastDoubtful(useCase, cell), 0, "");
        var stream = new EvidenceStream(
                origin,
                WealthStream.start(alpha, delta, Grids.forStream(scores, alpha, delta))
                        .state());
        rows.insert(useCase, stream, true, issuing.now());
        if (isUnseen(policy, cell) || certificates.valid(useCase, cell).isPresent()) {
            stream.expectDraws(policy.spotChecks().rate(cell.level()));
        }
        return Optional.of(stream);
    }

    /** Whether decisions take effect unreviewed before anything is certified. */
    private static boolean isUnseen(Policy policy, Cell cell) {
        return cell.level() == OversightLevel.AUTO_APPROVE && policy.assurance() == Policy.Assurance.ADVISORY;
    }

    /** Stores what was told, and issues what it certifies. */
    void store(Policy policy, String ruleSet, Iterable<EvidenceStream> streams) {
        for (var stream : streams) {
            if (stream.isTold()) {
                store(policy, ruleSet, stream);
            }
        }
    }

    private void store(Policy policy, String ruleSet, EvidenceStream stream) {
        var useCase = policy.useCase();
        var origin = stream.origin();
        var threshold = stream.threshold();
        var parts = new ArrayList<>(List.of(stream.takeLog()));
        var digest = EvidenceLog.digest(origin.digest(), parts.get(0));
        if (threshold.isPresent()
                && stream.decisions() >= policy.spotChecks().reviewFirst()
                && issuing.isNews(useCase, origin.cell(), threshold.get())) {
            var proof = stream.proof(policy, digest);
            issuing.issue(
                    issuing.nextId(),
                    useCase,
                    origin.cell(),
                    policy.version(),
                    ruleSet,
                    Method.STREAM,
                    proof,
                    origin.id(),
                    origin.parts() + 1);
            // from now on those above the threshold are but drawn
            stream.expectDraws(policy.spotChecks().rate(origin.cell().level()));
            parts.add(stream.takeLog());
        }
        var number = origin.parts();
        digest = origin.digest();
        for (var part : parts) {
            if (!part.isEmpty()) {
                rows.part(origin.id(), ++number, part);
                digest = EvidenceLog.digest(digest, part);
            }
        }
        rows.update(origin.id(), stream.state(), number, digest);
    }
}
