package org.countersign.console;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.assurance.Certificates.CellState;
import org.countersign.assurance.Certificates.CellView;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;

/** Whether decisions of a use case are approved without a person, in words. */
record AutoApproval(State state, String title, String words) {

    enum State {
        STOPPED,
        FORBIDDEN,
        WAIVED,
        RUNNING,
        NOT_YET
    }

    /** @param stopped all of it, not just a segment */
    static AutoApproval of(Policy policy, boolean stopped, List<CellView> allCells) {
        var cells = allCells.stream()
                .filter(c -> c.cell().level() == OversightLevel.AUTO_APPROVE)
                .toList();
        var certified = cells.stream().filter(c -> c.state() == CellState.VALID).count();
        if (stopped) {
            return new AutoApproval(
                    State.STOPPED, "Stopped", "Every case goes to people until somebody resumes it." + waiver(policy));
        }
        if (policy.floor() != OversightLevel.AUTO_APPROVE) {
            return new AutoApproval(
                    State.FORBIDDEN,
                    "Never approved automatically",
                    policy.floor() == OversightLevel.HUMAN_IN_THE_LOOP
                            ? "The policy sends every case to a person, certified or not."
                            : "The policy has a person watch or decide every case, certified or not.");
        }
        if (policy.assurance() == Policy.Assurance.ADVISORY) {
            return new AutoApproval(
                    State.WAIVED,
                    "Running without a promise: waived",
                    "The policy is advisory: decisions are approved automatically even where no certificate bounds how many"
                            + " of them are wrong. " + certified(certified, cells.size())
                            + " Spot checks go on, and an alarm still stops it.");
        }
        if (certified > 0) {
            return new AutoApproval(
                    State.RUNNING,
                    "Running",
                    certified(certified, cells.size()) + " What no certificate covers goes to people.");
        }
        return new AutoApproval(
                State.NOT_YET,
                "Not running yet",
                "No certificate is valid, so nothing is approved automatically. " + nearest(cells));
    }

    private static String waiver(Policy policy) {
        return policy.assurance() == Policy.Assurance.ADVISORY
                ? " Then it would run without a promise again: the policy is advisory and waives the certificate."
                : "";
    }

    private static String certified(long certified, int all) {
        if (certified == 0) {
            return "No kind of decision is certified.";
        }
        return certified == 1 && all == 1
                ? "The one kind of decision that is known is certified."
                : String.format(
                        Locale.ROOT,
                        "%d of %d kinds of decisions %s certified.",
                        certified,
                        all,
                        certified == 1 ? "is" : "are");
    }

    private static String nearest(List<CellView> cells) {
        return cells.stream()
                .map(CellView::moreLabels)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .map(more -> "The nearest one takes about " + more + (more == 1 ? " more label." : " more labels."))
                .orElse("People label what comes; that is the evidence for one.");
    }
}
