package org.countersign.decision;

import java.time.ZoneOffset;
import java.util.Optional;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.DecisionEvent.TruthKnown;
import org.countersign.decision.Provenance.How;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What later turned out to be right. It outweighs what anyone judged, and cannot be told twice in two ways. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class GroundTruths {

    private final JdbcClient jdbc;
    private final Decisions decisions;

    GroundTruths(JdbcClient jdbc, Decisions decisions) {
        this.jdbc = jdbc;
        this.decisions = decisions;
    }

    /**
     * Records the truth of a decision whose outcome is final, corrects the outcome if it was another, and hands the
     * case on to learn from. Telling the same again changes nothing.
     *
     * @throws TruthRefused if another truth was told before, or no outcome is final yet
     */
    public void tell(String decisionId, String label, Actor actor) {
        var d = decisions.findForUpdate(decisionId);
        var known = of(decisionId);
        if (known.isPresent()) {
            if (!known.get().equals(label)) {
                throw new TruthRefused("What was right here was told before, and it was " + known.get() + ".");
            }
            return;
        }
        if (d.outcome() == null || !d.outcome().isFinal()) {
            throw new TruthRefused("Decision " + decisionId + " has no final outcome yet: tell it when it has.");
        }
        jdbc.sql("insert into ground_truth (decision_id, label, told_by, at) values (?, ?, ?, ?)")
                .params(decisionId, label, actor.name(), decisions.now().atOffset(ZoneOffset.UTC))
                .update();
        decisions.noted(new TruthKnown(decisionId, actor, decisions.now(), d.useCase(), label));
        if (!d.outcome().label().equals(label)) {
            decisions.corrected(d, label, actor, "ground truth");
        }
        var provenance = new Provenance(How.GROUND_TRUTH, actor.name(), null, null);
        decisions.noted(new Labelled(
                decisionId, actor, decisions.now(), d.useCase(), d.request().subjectCase(), label, provenance, null));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> of(String decisionId) {
        return jdbc.sql("select label from ground_truth where decision_id = ?")
                .param(decisionId)
                .query(String.class)
                .optional();
    }
}
