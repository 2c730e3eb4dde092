package org.countersign.learning;

import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.Case;
import org.countersign.policy.Drafts;
import org.countersign.policy.InForceNow;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.Revisions;

/** A small use case put in force for one test, so that the shipped ones stay as other tests expect them. */
final class Parcels {

    private static final String POLICY = """
            useCase: {name}
            title: Parcels
            labels:
              - {name: lost, adverse: true, values: [1]}
              - {name: found, values: [2]}
            data:
              label: state
              ignore: [row]
              fields:
                - {name: weight, type: number, required: true, min: 0, max: 100000}
                - name: route
                  type: category
                  values: {A: By sea, B: By air}
                - {name: sender, type: category, protected: {protected}}
            oversight:
              floor: AUTO_APPROVE
              assurance: advisory
              errorBudget: {alpha: 0.05, delta: 0.05}
              spotChecks: {rate: 0.05, onTheLoopRate: 0.05}
            review:
              blind: always
              queue: parcels-review
              escalation: parcels-escalation
              due: P1D
              reasonCodes: {other: Other}
              abstainCategories: {friend: I know the sender}
            supervision:
              queue: parcels-supervision
              vetoWindow: PT30M
            """;

    private Parcels() {}

    static void putInForce(Revisions revisions, Policies policies, String name) {
        putInForce(revisions, policies, name, "");
    }

    static void putInForce(Revisions revisions, Policies policies, String name, String rules) {
        InForceNow.first(revisions, policies, name, text(name, false), Map.of("oversight.drl", rules));
    }

    /** With a protected sender and a field of text, of which a brought model must have neither. */
    static void putInForceWithNote(Revisions revisions, Policies policies, String name) {
        var text = text(name, true)
                .replace("    - {name: sender,", "    - {name: note, type: text}\n    - {name: sender,");
        InForceNow.first(revisions, policies, name, text, Map.of("oversight.drl", ""));
    }

    /** From now on the sender is protected. */
    static void protectSender(Revisions revisions, Drafts drafts, Policies policies, String name) {
        InForceNow.changed(revisions, drafts, policies, name, text(name, true));
    }

    static Policy policy(String name) {
        return PolicyReader.read(name, "policy.yaml", text(name, false));
    }

    static Policy protecting(String name) {
        return PolicyReader.read(name, "policy.yaml", text(name, true));
    }

    /** From now on a model is trained at least so often. */
    static void retrainEvery(Revisions revisions, Drafts drafts, Policies policies, String name, String every) {
        InForceNow.changed(
                revisions,
                drafts,
                policies,
                name,
                text(name, false) + "learning: {retrainAfter: 0, retrainEvery: " + every + "}\n");
    }

    private static String text(String name, boolean isProtected) {
        return POLICY.replace("{name}", name).replace("{protected}", Boolean.toString(isProtected));
    }

    static Case parcel(double weight, String route) {
        return new Case(new TreeMap<>(Map.of("weight", weight, "route", route)));
    }
}
