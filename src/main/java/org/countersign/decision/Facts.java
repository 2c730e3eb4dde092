package org.countersign.decision;

/**
 * All that rules may look at, one of each per decision.
 *
 * @param ours whether a model of ours made the prediction, whose typicality ought to be known; not so when it was brought
 */
public record Facts(
        Case subject, Prediction prediction, Standing standing, Workload workload, Context context, boolean ours) {

    /** Facts about a prediction that was brought. */
    public Facts(Case subject, Prediction prediction, Standing standing, Workload workload, Context context) {
        this(subject, prediction, standing, workload, context, false);
    }
}
