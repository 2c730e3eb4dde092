package org.countersign.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.learning.BlindJudgement;
import org.countersign.learning.Examples;
import org.countersign.rehearsal.RecordedDecisions.Place;
import org.countersign.rehearsal.Replay.Replayed;
import org.countersign.routing.RulesFailed;
import org.springframework.stereotype.Component;

/** Routes the recorded decisions of a period again, under the versions in force and under a candidate, page by page. */
@Component
class BackTest {

    private static final int PAGE = 500;

    /** What is compared, on which decisions: received at or after {@code from} and before {@code to}. */
    record Plan(String useCase, Replay before, Replay after, Instant from, Instant to) {

        /** Whether a replay under the baseline must come out as recorded. */
        boolean madeUnderBaseline(Recorded recorded) {
            return recorded.ruleSet().equals(before.ruleSet())
                    && recorded.policy().equals(before.policy().version());
        }
    }

    /** Hears of each page; says whether to go on. */
    interface Observer {
        boolean goOn(long done, List<ChangedCase> changed);
    }

    private final RecordedDecisions recorded;
    private final Examples examples;

    BackTest(RecordedDecisions recorded, Examples examples) {
        this.recorded = recorded;
        this.examples = examples;
    }

    /** The report; empty when the observer ended it. */
    Optional<BackTestReport> run(Plan plan, Observer observer) {
        var findings = new Findings(plan);
        var place = Place.before(plan.from());
        long done = 0;
        while (true) {
            var page = recorded.page(plan.useCase(), place, plan.to(), PAGE);
            var changed = replay(plan, page, findings);
            done += page.size();
            if (!observer.goOn(done, changed)) {
                return Optional.empty();
            }
            if (page.size() < PAGE) {
                return Optional.of(findings.report());
            }
            var last = page.get(page.size() - 1);
            place = new Place(last.at(), last.id());
        }
    }

    private List<ChangedCase> replay(Plan plan, List<Recorded> page, Findings findings) {
        var judged = examples.blindJudgements(page.stream().map(Recorded::id).toList()).stream()
                .collect(Collectors.toMap(BlindJudgement::decisionId, Function.identity()));
        var changed = new ArrayList<ChangedCase>();
        for (var decision : page) {
            try {
                var pair = new Pair(side(plan.before(), decision), side(plan.after(), decision));
                findings.add(decision, decision.replayable(), pair.before(), pair.after(), judged.get(decision.id()));
                if (pair.differs()) {
                    changed.add(new ChangedCase(
                            decision.id(),
                            pair.before().level(),
                            pair.after().level(),
                            ChangedCase.words(pair.after().reasons())));
                }
            } catch (CannotReplay cannot) {
                findings.cannotReplay(cannot.getMessage());
            }
        }
        return changed;
    }

    private record Pair(Replayed before, Replayed after) {
        boolean differs() {
            return before.level() != after.level();
        }
    }

    private static Replayed side(Replay replay, Recorded decision) {
        try {
            return replay.of(decision);
        } catch (RulesFailed fault) {
            return replay.failing(decision, fault);
        }
    }
}
