package org.countersign.rehearsal;

/** An evaluation as it was stored before rules had a part in it. */
public final class OldEvaluation {

    public static final String JSON = """
            {"useCase": "credit", "policy": "p1", "learner": "LINEAR", "delta": 0.0076, "rows": 1000, "trainedOn": 483,
             "judged": 517, "floor": "AUTO_APPROVE", "modelRight": 0.7524,
             "curve": [{"threshold": 0.98, "coverage": 0.0116, "risk": 0.0},
                       {"threshold": 0.666, "coverage": 0.5725, "risk": 0.1419},
                       {"threshold": 0.5, "coverage": 1.0, "risk": 0.2476, "teamRight": 0.7524}],
             "budgets": [{"alpha": 0.1, "leastLabels": 47, "n": 0, "k": 0},
                         {"alpha": 0.15, "leastLabels": 31, "n": 0, "k": 0, "moreLabels": 1092},
                         {"alpha": 0.2, "leastLabels": 22, "n": 296, "k": 42, "moreLabels": 0,
                          "certified": {"threshold": 0.666, "coverage": 0.5725, "risk": 0.1419}}],
             "needs": [{"alpha": 0.2, "labels": 100, "coverage": 0.0}, {"alpha": 0.2, "labels": 1000, "coverage": 0.625}],
             "sentences": ["Of 1,000 rows, the model (LINEAR) learned from 483 and was judged on the other 517.",
                           "This is about the model alone."]}
            """;

    private OldEvaluation() {}
}
