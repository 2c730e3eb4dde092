package org.countersign.prediction;

/** There is no model of that version for that use case. */
public class ModelNotFound extends RuntimeException {

    public ModelNotFound(String useCase, String version) {
        super("The use case " + useCase + " has no model " + version + ".");
    }
}
