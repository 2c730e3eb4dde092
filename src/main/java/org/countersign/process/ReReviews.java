package org.countersign.process;

import java.util.List;
import org.countersign.assurance.Doubts;
import org.countersign.review.BlindChecks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts decisions up for review again that an alarm put in doubt, on a supervisor's word. */
@Component
public class ReReviews {

    private final Doubts doubts;
    private final BlindChecks checks;

    ReReviews(Doubts doubts, BlindChecks checks) {
        this.doubts = doubts;
        this.checks = checks;
    }

    /** The oldest first; gives the decisions that now wait for people. */
    @Transactional
    public List<String> start(String useCase, String alarm, int most, String person) {
        var ids = doubts.inDoubt(useCase, alarm, most);
        if (!ids.isEmpty()) {
            doubts.reReview(useCase, alarm, ids, person);
            checks.start(ids);
        }
        return ids;
    }
}
