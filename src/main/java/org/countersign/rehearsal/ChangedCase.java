package org.countersign.rehearsal;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;

/**
 * A decision that would go another way.
 *
 * @param because the reasons of the level after
 */
public record ChangedCase(String decisionId, OversightLevel before, OversightLevel after, String because) {

    private static final int LONGEST = 1000;

    static String words(List<Reason> reasons) {
        var words = reasons.stream().map(r -> r.rule() + ": " + r.text()).collect(Collectors.joining("; "));
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }
}
