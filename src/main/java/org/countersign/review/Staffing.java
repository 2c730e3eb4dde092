package org.countersign.review;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Who is in a queue. Membership is Camunda's: a queue is a group. */
@Component
public class Staffing {

    /** The engine refuses unbounded queries. */
    private static final int MOST = 2000;

    private final IdentityService identity;

    Staffing(IdentityService identity) {
        this.identity = identity;
    }

    public boolean hasMembers(String queue) {
        return identity.createUserQuery().memberOfGroup(queue).count() > 0;
    }

    Set<String> members(String queue) {
        return identity.createUserQuery().memberOfGroup(queue).listPage(0, MOST).stream()
                .map(User::getId)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isMember(String person, String queue) {
        return identity.createUserQuery().userId(person).memberOfGroup(queue).count() > 0;
    }

    /** The queue itself, or the escalation queue when nobody in it may take the case. */
    String orEscalation(String queue, String escalation, Set<String> excluded) {
        return excluded.containsAll(members(queue)) ? escalation : queue;
    }
}
