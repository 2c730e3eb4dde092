package org.countersign.prediction;

/** The model is as sure as it should be, as far as the labels can tell. */
record AsItIs() implements Calibrator {

    @Override
    public double[] apply(double[] probabilities) {
        return probabilities;
    }

    @Override
    public String method() {
        return "none";
    }
}
