package org.countersign.prediction;

/** This machine cannot train with the learner asked for; the message names what can be done. */
public class LearnerUnavailable extends RuntimeException {

    LearnerUnavailable(String message) {
        super(message);
    }

    LearnerUnavailable(Throwable cause) {
        super(
                "Boosted trees cannot be trained on this machine, because XGBoost's native library does not load. "
                        + "Use LINEAR, or train on Linux, macOS or Windows on x86-64 with OpenMP (libgomp1) "
                        + "and a temporary folder that allows execution.",
                cause);
    }
}
