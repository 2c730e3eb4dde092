package org.countersign.process;

/** No model is in force yet, and the caller brought no prediction: known and expected, so it is no alarm in the log. */
class NoModel extends RuntimeException {

    NoModel(String useCase) {
        super("no model is in force for " + useCase);
    }
}
