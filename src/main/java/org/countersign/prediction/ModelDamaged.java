package org.countersign.prediction;

import org.jspecify.annotations.Nullable;

/** A stored model is not what was stored; it is not used. */
public class ModelDamaged extends RuntimeException {

    ModelDamaged(String version, String what, @Nullable Throwable cause) {
        super(
                "The model " + version + " is damaged: " + what + " Train a new one, or restore it from a backup.",
                cause);
    }
}
