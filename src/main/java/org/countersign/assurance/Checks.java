package org.countersign.assurance;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.assurance.Certificates.CellView;
import org.countersign.assurance.SpotCheckRows.Unanswered;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.stereotype.Component;

/** What blind spot checks have found so far, and how many decisions are drawn for them now. */
@Component
public class Checks {

    /**
     * The checks of one model, level and segment since its last alarm.
     *
     * @param model empty when the callers' predictions name none
     * @param round one more than there were alarms
     * @param interval the shares of wrong decisions that they leave possible
     * @param rate the probability with which a decision is drawn now
     * @param watched a warning stands, so people watch what would be approved unseen
     * @param late decisions that were drawn and that nobody answered in time; 0 when they are fewer than 5, so that none
     *     of them can be told from an ordinary case
     */
    public record View(
            String model,
            OversightLevel level,
            String segment,
            double alpha,
            int round,
            int checks,
            int wrong,
            ErrorInterval interval,
            double rate,
            boolean watched,
            long late) {}

    private static final int FEW = 5;

    private record Of(String model, OversightLevel level, String segment) {}

    private final Policies policies;
    private final TallyRows tallies;
    private final SpotCheckRows checks;
    private final Guard guard;
    private final Terms terms;
    private final Clock clock;

    Checks(Policies policies, TallyRows tallies, SpotCheckRows checks, Guard guard, Terms terms, Clock clock) {
        this.policies = policies;
        this.tallies = tallies;
        this.checks = checks;
        this.guard = guard;
        this.terms = terms;
        this.clock = clock;
    }

    /** Of all that was ever checked, and of these cells, checked or not. */
    public List<View> list(String useCase, Collection<CellView> cells) {
        var policy = policies.current(useCase);
        var tallied = tallies.list(useCase).stream()
                .collect(Collectors.toMap(t -> new Of(t.model(), t.level(), t.segment()), t -> t));
        var late =
                late(policy).stream().collect(Collectors.toMap(u -> new Of(u.model(), u.level(), u.segment()), u -> u));
        var now = terms.of(useCase, guard.pass(useCase).generation());
        return Stream.of(
                        cells.stream().map(CellView::cell).map(c -> new Of(c.model(), c.level(), c.segment())),
                        tallied.keySet().stream(),
                        late.keySet().stream())
                .flatMap(of -> of)
                .distinct()
                .sorted(Comparator.comparing(Of::model)
                        .thenComparing(Of::segment)
                        .thenComparing(Of::level))
                .map(of ->
                        view(policy, of, Optional.ofNullable(tallied.get(of)), Optional.ofNullable(late.get(of)), now))
                .toList();
    }

    private List<Unanswered> late(Policy policy) {
        var now = clock.instant();
        return checks.unanswered(
                policy.useCase(),
                now.minus(Diligence.timeToAnswer(policy, OversightLevel.AUTO_APPROVE)),
                now.minus(Diligence.timeToAnswer(policy, OversightLevel.HUMAN_ON_THE_LOOP)));
    }

    /** What was counted for another budget says nothing about this one, as for the alarms. */
    private static View view(Policy policy, Of of, Optional<Tally> known, Optional<Unanswered> late, Terms.Now now) {
        var alpha = policy.errorBudget().alpha(of.level());
        var tally = known.filter(t -> t.alpha() == alpha);
        int wrong = tally.map(Tally::wrong).orElse(0);
        int found = tally.map(Tally::checks).orElse(0);
        return new View(
                of.model(),
                of.level(),
                of.segment(),
                alpha,
                tally.map(Tally::round).orElse(1),
                found,
                wrong,
                ErrorInterval.of(wrong, found, policy.errorBudget().delta()),
                now.rate(of.level(), of.segment(), policy.spotChecks().rate(of.level())),
                now.watched().contains(of.segment()),
                late.map(Unanswered::decisions).filter(n -> n >= FEW).orElse(0L));
    }
}
