package org.countersign.prediction;

import org.countersign.decision.Refused;

/** A model was trained for other fields or labels than the policy has now. */
public class ModelUnfit extends Refused {

    ModelUnfit(String version) {
        super(
                409,
                "The model " + version
                        + " was trained for other fields or labels than the policy has. Train a new one.");
    }
}
