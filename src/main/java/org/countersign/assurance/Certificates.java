package org.countersign.assurance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.assurance.Certificate.State;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Refused;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The certificates of a use case, what each cell is still short of, and the record behind each. */
@Component
public class Certificates {

    /** There is no such certificate. */
    static class CertificateNotFound extends Refused {
        CertificateNotFound(String id) {
            super(404, "There is no certificate " + id + ".");
        }
    }

    /** How a cell stands. {@code UNCERTIFIED}: labels are missing, or there are too many errors among them. */
    public enum CellState {
        VALID,
        REVOKED,
        UNCERTIFIED
    }

    /**
     * A cell, what certifies it, and what it takes to certify more.
     *
     * @param certificate null without one
     * @param threshold the least confidence that is certified; null without a certificate
     * @param n decisions looked at above the next threshold, or the last one when all are certified; labelled or not.
     *     While they are too few to take thresholds from, all that were read
     * @param k wrong ones among them, as far as labels tell
     * @param leastLabels n0: with fewer nothing can be certified
     * @param logWealth what was won so far; {@code needed} is wanted
     * @param nextThreshold what is looked at next; null when all is certified
     * @param moreLabels how many labels until then, if errors stay as frequent; null when they are too frequent, or
     *     nothing is left to certify
     * @param words the same in a sentence
     */
    public record CellView(
            Cell cell,
            CellState state,
            @Nullable String certificate,
            @Nullable Double threshold,
            long n,
            double k,
            int leastLabels,
            double logWealth,
            double needed,
            @Nullable Double nextThreshold,
            @Nullable Long moreLabels,
            String words) {}

    /** From so many decisions on a model that callers name is more than a slip. */
    private static final int FEW = 5;

    private static final int MOST_BEGUN = 50;

    private static final Feed.Gathered NOTHING = new Feed.Gathered(0, 0, 0);

    private final Policies policies;
    private final CertificateRows rows;
    private final StreamRows streams;
    private final Gathering gathering;

    Certificates(Policies policies, CertificateRows rows, StreamRows streams, Gathering gathering) {
        this.policies = policies;
        this.rows = rows;
        this.streams = streams;
        this.gathering = gathering;
    }

    /** Every cell of the champion, and those of brought models that have been seen more than now and then. */
    public List<CellView> cells(String useCase) {
        var policy = policies.current(useCase);
        var model = policies.inForce(useCase).model();
        var certificates = new HashMap<Cell, Certificate>();
        rows.inForce(useCase)
                .forEach(c -> certificates.merge(
                        c.cell(), c, (older, newer) -> older.state() == State.VALID ? older : newer));
        Map<Cell, EvidenceStream> known = new HashMap<>();
        streams.active(useCase).forEach(s -> known.put(s.origin().cell(), s));
        var gathered = gathering.of(useCase);
        var cells = new ArrayList<Cell>();
        if (model != null) {
            cells.addAll(cells(policy, model));
        }
        Stream.of(known.keySet().stream(), certificates.keySet().stream(), begun(gathered))
                .flatMap(some -> some)
                .distinct()
                .filter(cell -> !cells.contains(cell))
                .sorted(Comparator.comparing(Cell::toString))
                .forEach(cells::add);
        return cells.stream()
                .map(cell -> view(
                        policy,
                        cell,
                        Optional.ofNullable(certificates.get(cell)),
                        Optional.ofNullable(known.get(cell)),
                        gathered.getOrDefault(cell, NOTHING)))
                .toList();
    }

    /** Callers name their models as they like; those with most decisions first, so that a few stray ones hide none. */
    private static Stream<Cell> begun(Map<Cell, Feed.Gathered> gathered) {
        return gathered.entrySet().stream()
                .filter(cell -> cell.getValue().decisions() >= FEW)
                .sorted(Comparator.comparing(cell -> -cell.getValue().decisions()))
                .limit(MOST_BEGUN)
                .map(Map.Entry::getKey);
    }

    /** The newest first, at most 200. */
    public List<Certificate> list(String useCase) {
        policies.inForce(useCase);
        return rows.list(useCase, 200);
    }

    public CertificateFile export(String useCase, String id) {
        var certificate = rows.find(useCase, id).orElseThrow(() -> new CertificateNotFound(id));
        return new CertificateFile(certificate, rows.evidence(id));
    }

    private static List<Cell> cells(Policy policy, String model) {
        return List.of(OversightLevel.AUTO_APPROVE, OversightLevel.HUMAN_ON_THE_LOOP).stream()
                .filter(level -> Cell.isCertified(policy, level))
                .flatMap(level -> policy.segmentNames().stream()
                        .flatMap(segment ->
                                policy.labels().stream().map(label -> new Cell(model, level, segment, label.name()))))
                .toList();
    }

    private CellView view(
            Policy policy,
            Cell cell,
            Optional<Certificate> held,
            Optional<EvidenceStream> stream,
            Feed.Gathered gathered) {
        var alpha = policy.errorBudget().alpha(cell.level());
        var delta = Cell.delta(
                policy,
                stream.map(s -> s.origin().round()).orElseGet(() -> streams.rounds(policy.useCase(), cell) + 1));
        var n0 = FixedSequence.leastLabels(alpha, delta);
        var evidence = stream.map(s -> WealthStream.resume(s.state()));
        var outlook = evidence.flatMap(WealthStream::outlook);
        var rung = outlook.isPresent() ? Optional.<Rung>empty() : evidence.flatMap(WealthStream::checked);
        var valid = held.filter(c -> c.state() == State.VALID);
        var state = valid.isPresent() ? CellState.VALID : held.isPresent() ? CellState.REVOKED : CellState.UNCERTIFIED;
        var threshold = valid.map(c -> c.proof().threshold()).orElse(null);
        var isBehind = threshold != null && outlook.isPresent() && outlook.get().threshold() >= threshold;
        var first = policy.spotChecks().reviewFirst();
        Long more = stream.isEmpty()
                ? Long.valueOf(Math.max(
                        1, Math.max(Grids.scoresNeeded(alpha, delta), Math.max(n0, first)) - gathered.labels()))
                : isBehind ? null : evidence.flatMap(e -> moreLabels(e, first)).orElse(null);
        return new CellView(
                cell,
                state,
                valid.map(Certificate::id).orElse(null),
                threshold,
                outlook.map(Outlook::accepted)
                        .or(() -> rung.map(Rung::accepted))
                        .orElse((long) gathered.decisions()),
                outlook.map(Outlook::wrong).or(() -> rung.map(Rung::wrong)).orElse(gathered.wrong()),
                n0,
                outlook.map(Outlook::logWealth)
                        .or(() -> rung.map(Rung::logWealth))
                        .orElse(0.),
                outlook.map(Outlook::needed).orElse(-Math.log(delta)),
                outlook.map(Outlook::threshold).orElse(null),
                more,
                policy.floor().compareTo(cell.level()) > 0
                        ? "The policy's floor keeps all of these with people, certified or not."
                        : words(threshold, state, outlook, more, isBehind));
    }

    /** Until a threshold is certified and as many are reviewed as the policy wants reviewed first. */
    private static Optional<Long> moreLabels(WealthStream evidence, int reviewedFirst) {
        var missing = reviewedFirst - evidence.decisions();
        var more =
                evidence.outlook().map(o -> Optional.ofNullable(o.moreLabels())).orElse(Optional.of(0L));
        return evidence.threshold().isPresent() && missing > 0
                ? Optional.of(missing)
                : more.map(m -> Math.max(m, missing)).filter(m -> m > 0);
    }

    private static String words(
            @Nullable Double threshold,
            CellState state,
            Optional<Outlook> outlook,
            @Nullable Long more,
            boolean isBehind) {
        var now = threshold != null
                ? String.format(Locale.ROOT, "Certified for confidence from %.3f up. ", threshold)
                : state == CellState.REVOKED
                        ? "Revoked after an alarm; evidence starts anew. "
                        : "Not certified: insufficient data. ";
        if (more != null) {
            return now + "About " + more + (more == 1 ? " more label " : " more labels ")
                    + (threshold == null ? "until a first certificate." : "until it covers more.");
        }
        if (isBehind) {
            return now + "New labels are gathered towards covering more; they do not reach as far yet.";
        }
        return now
                + (outlook.isEmpty()
                        ? "There is nothing left to certify."
                        : "So many of the labelled decisions were wrong that more labels alone will not certify it.");
    }
}
