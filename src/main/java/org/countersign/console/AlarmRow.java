package org.countersign.console;

import java.util.List;
import java.util.Locale;
import org.countersign.assurance.Alarm;
import org.countersign.assurance.Doubts;
import org.countersign.assurance.StopSwitch;
import org.countersign.policy.Policy;

/**
 * An alarm as a page says it.
 *
 * @param segment in words; empty when the policy has no segments
 * @param done what was done at once
 * @param stands whether what was done still holds
 */
record AlarmRow(Alarm alarm, long inDoubt, String title, String why, String segment, String done, boolean stands) {

    static AlarmRow of(Doubts.AlarmView view, Policy policy, List<StopView> stops) {
        var alarm = view.alarm();
        var scope = StopSwitch.scope(alarm.useCase(), alarm.segment());
        var stopped = stops.stream().anyMatch(s -> s.whole() || s.scope().equals(scope));
        return new AlarmRow(
                alarm,
                view.inDoubt(),
                switch (alarm.kind()) {
                    case ERRORS -> "The promise has broken";
                    case WARNING -> "Warning: errors may have become more frequent";
                    case UNANSWERED -> "Spot checks go unanswered";
                },
                alarm.why().substring(0, 1).toUpperCase(Locale.ROOT)
                        + alarm.why().substring(1),
                Cells.segment(policy, alarm.segment()),
                switch (alarm.kind()) {
                    case ERRORS -> "Automatic decisions were stopped in the same moment, and the certificates revoked.";
                    case WARNING -> "A person watches what would be approved unseen, and twice as many are checked.";
                    case UNANSWERED -> "Automatic decisions were stopped: if nobody checks, nobody is assured.";
                },
                alarm.kind() == Alarm.Kind.WARNING ? alarm.liftedBy() == null : stopped);
    }

    public boolean warning() {
        return alarm.kind() == Alarm.Kind.WARNING;
    }
}
