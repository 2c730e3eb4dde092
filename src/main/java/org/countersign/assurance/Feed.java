package org.countersign.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Tells decisions to the streams of their cells, in order, as far as they have been answered. */
final class Feed {

    /** Starts streams. */
    interface Start {

        /** Decisions of the cell up to this id are from before its last alarm. */
        String after(Cell cell);

        /** Starts the stream if the scores suffice for a grid. */
        Optional<EvidenceStream> stream(Cell cell, List<Double> scores);

        /** Ends the streams of a model. */
        void end(String model);
    }

    /**
     * Decisions of a cell whose stream has not started.
     *
     * @param labels how many of them were labelled, or count as wrong because nobody did in time
     * @param wrong ones, estimated from those
     */
    record Gathered(int decisions, int labels, double wrong) {}

    /** Callers name their models as they like; beyond so many a use case's further ones have no certificates. */
    static final int MOST_MODELS = 20;

    private final Policy policy;
    private final @Nullable String champion;
    private final Instant now;
    private final Start start;
    private final Supplier<List<Told>> before;
    private final Map<Cell, EvidenceStream> streams = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Cell, String> after = new HashMap<>();
    private @Nullable Map<Cell, List<Told>> waiting;

    /**
     * For the streams that are active.
     *
     * @param champion the model of ours in force; null where there is none
     * @param before what was read earlier, oldest first: a stream that starts late is told all that it has missed
     */
    Feed(
            Policy policy,
            @Nullable String champion,
            Instant now,
            List<EvidenceStream> active,
            Start start,
            Supplier<List<Told>> before) {
        this.policy = policy;
        this.champion = champion;
        this.now = now;
        this.start = start;
        this.before = before;
        active.forEach(stream -> streams.put(stream.origin().cell(), stream));
    }

    Iterable<EvidenceStream> streams() {
        return streams.values();
    }

    /** Tells one; false if it has to be waited for, and then nothing after it may be told. */
    boolean tell(Told told) {
        var cell = told.cell();
        if (cell == null || !says(told, cell)) {
            return true;
        }
        if (told.drawn() && isOpen(told)) {
            return false;
        }
        seen.add(cell.model());
        var stream = streams.get(cell);
        if (stream != null) {
            tell(stream, told);
        } else if (isAdmitted(cell)) {
            gather(told, cell);
        }
        return true;
    }

    /** What waits for streams to start. */
    Map<Cell, Gathered> gathered() {
        return waiting().entrySet().stream()
                .filter(cell -> isAdmitted(cell.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, cell -> gathered(cell.getKey(), cell.getValue())));
    }

    private Gathered gathered(Cell cell, List<Told> told) {
        var labelled = told.stream().filter(Told::drawn).toList();
        var wrong = labelled.stream()
                .filter(t -> isWrong(t, cell))
                .mapToDouble(t -> 1 / t.probability())
                .sum();
        return new Gathered(told.size(), labelled.size(), wrong);
    }

    /** What is never checked says nothing, nor does a review that showed the answer. */
    private boolean says(Told told, Cell cell) {
        return Cell.isCertified(policy, cell.level())
                && (told.level() == OversightLevel.HUMAN_IN_THE_LOOP
                        ? policy.review().blind() == Policy.Blind.ALWAYS
                        : told.probability() > 0);
    }

    private void gather(Told told, Cell cell) {
        var gathered = waiting().computeIfAbsent(cell, c -> new ArrayList<>());
        gathered.add(told);
        start.stream(cell, gathered.stream().map(Told::score).toList()).ifPresent(stream -> {
            streams.put(cell, stream);
            gathered.forEach(missed -> tell(stream, missed));
            waiting().remove(cell);
            makeRoom();
        });
    }

    private Map<Cell, List<Told>> waiting() {
        if (waiting == null) {
            var found = new HashMap<Cell, List<Told>>();
            for (var told : before.get()) {
                var cell = told.cell();
                if (cell == null || !says(told, cell)) {
                    continue;
                }
                seen.add(cell.model());
                if (!streams.containsKey(cell) && told.id().compareTo(after.computeIfAbsent(cell, start::after)) > 0) {
                    found.computeIfAbsent(cell, c -> new ArrayList<>()).add(told);
                }
            }
            waiting = found;
        }
        return waiting;
    }

    private void tell(EvidenceStream stream, Told told) {
        if (told.id().compareTo(stream.origin().afterId()) <= 0) {
            return;
        }
        if (told.drawn()) {
            // whoever may still be asked about it must not learn the answer from the certificate (law 11)
            var name = told.judged() == null ? EvidenceLog.UNANSWERED : told.id();
            stream.drawn(
                    name,
                    told.score(),
                    told.probability(),
                    isWrong(told, stream.origin().cell()));
        } else {
            stream.undrawn(told.score(), told.probability());
        }
    }

    private boolean isOpen(Told told) {
        return told.judged() == null && !now.isAfter(deadline(told));
    }

    /** One that came too late counts as wrong, as if it had never come: or it would depend on when one looks. */
    private boolean isWrong(Told told, Cell cell) {
        var at = told.judgedAt();
        return at == null || at.isAfter(deadline(told)) || !cell.label().equals(told.judged());
    }

    private Instant deadline(Told told) {
        var window = told.level() == OversightLevel.HUMAN_ON_THE_LOOP
                ? policy.supervision().vetoWindow()
                : Duration.ZERO;
        return told.at().plus(window).plus(policy.spotChecks().answerWithin());
    }

    private boolean isAdmitted(Cell cell) {
        var others = others();
        return cell.model().equals(champion)
                || others.contains(cell.model())
                || others.size() < MOST_MODELS
                || others.size() - idle().size() < MOST_MODELS;
    }

    /** A model that is no longer asked gives its place to one that is. */
    private void makeRoom() {
        var tooMany = others().size() - MOST_MODELS;
        idle().stream().limit(Math.max(0, tooMany)).forEach(model -> {
            start.end(model);
            streams.keySet().removeIf(cell -> cell.model().equals(model));
        });
    }

    /** Models that callers name, and that have streams. */
    private SortedSet<String> others() {
        return streams.keySet().stream()
                .map(Cell::model)
                .filter(model -> !model.equals(champion))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of them that none of the last decisions was by. */
    private List<String> idle() {
        waiting();
        return others().stream().filter(model -> !seen.contains(model)).toList();
    }
}
