package org.countersign.decision;

/** All that rules may look at, one of each per decision. */
public record Facts(Case subject, Prediction prediction, Standing standing, Workload workload, Context context) {}
