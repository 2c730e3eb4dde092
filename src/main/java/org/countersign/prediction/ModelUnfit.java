package org.countersign.prediction;

/** A model was trained for other fields or labels than the policy has now. */
public class ModelUnfit extends RuntimeException {

    ModelUnfit(String version) {
        super("The model " + version + " was trained for other fields or labels than the policy has. Train a new one.");
    }
}
