package org.countersign.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.assurance.SpotCheckRows.Drawn;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stops automatic decisions of a segment whose spot checks are not answered: if nobody checks, nobody is assured. */
@Component
class Diligence {

    private static final int LOOKED_AT = 2000;
    private static final int FEWEST = 20;
    private static final int LAST = 50;

    private record Group(OversightLevel level, String segment) {}

    private final Policies policies;
    private final SpotCheckRows checks;
    private final AlarmRows alarms;
    private final Alarms raise;

    Diligence(Policies policies, SpotCheckRows checks, AlarmRows alarms, Alarms raise) {
        this.policies = policies;
        this.checks = checks;
        this.alarms = alarms;
        this.raise = raise;
    }

    @Transactional
    public void watch(String useCase, Instant now) {
        var policy = policies.current(useCase);
        Map<Group, List<Drawn>> groups = checks.newest(useCase, LOOKED_AT).stream()
                .filter(d -> d.answeredAt() != null || isLate(policy, d, now))
                .collect(Collectors.groupingBy(d -> new Group(d.level(), d.segment())));
        groups.forEach((group, drawn) -> watch(policy, group, drawn, now));
    }

    private void watch(Policy policy, Group group, List<Drawn> newestFirst, Instant now) {
        var since = alarms.lastUnanswered(policy.useCase(), group.segment());
        var last = newestFirst.stream()
                .filter(d -> d.decisionId().compareTo(since) > 0)
                .limit(LAST)
                .toList();
        var late = (int) last.stream().filter(d -> isLate(policy, d, now)).count();
        if (last.size() >= FEWEST && late > policy.spotChecks().unanswered() * last.size()) {
            var oldest = last.get(last.size() - 1).decisionId();
            raise.unanswered(policy.useCase(), group.level(), group.segment(), late, last.size(), oldest);
        }
    }

    private static boolean isLate(Policy policy, Drawn drawn, Instant now) {
        var deadline = drawn.at().plus(timeToAnswer(policy, drawn.level()));
        var at = drawn.answeredAt() == null ? now : drawn.answeredAt();
        return at.isAfter(deadline);
    }

    /** From the draw on; nobody is asked about a decision before its veto window is over. */
    static Duration timeToAnswer(Policy policy, OversightLevel level) {
        var answer = policy.spotChecks().answerWithin();
        return level == OversightLevel.HUMAN_ON_THE_LOOP
                ? answer.plus(policy.supervision().vetoWindow())
                : answer;
    }
}
