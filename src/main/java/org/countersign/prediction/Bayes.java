package org.countersign.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Tribuo's multinomial naive Bayes as weights: linear in what a case holds, so exact to explain.
 *
 * <p>Two things are added to what Tribuo learned. It leaves out how often each label occurs; that is the base. And for a
 * term that never came with a label it divides by a sum of logarithms instead of by the label's count (4.3.2); here such
 * a term has the share that smoothing gives it.
 */
final class Bayes {

    private Bayes() {}

    static byte[] toJson(Model<Label> model, Dataset<Label> data, double smoothing, List<String> columnNames) {
        var labels = new ArrayList<String>();
        var learned = model.getTopFeatures(-1);
        int count = model.getOutputIDInfo().size();
        var base = new double[count];
        var weights = new double[count][columnNames.size()];
        for (int label = 0; label < count; label++) {
            var name = model.getOutputIDInfo().getOutput(label).getLabel();
            labels.add(name);
            double cases = 0;
            double terms = 0;
            for (Example<Label> example : data) {
                if (example.getOutput().getLabel().equals(name)) {
                    cases += example.getWeight();
                    for (Feature feature : example) {
                        terms += example.getWeight() * feature.getValue();
                    }
                }
            }
            base[label] = Math.log(cases);
            double never = Math.log(
                    smoothing / (terms + smoothing * model.getFeatureIDMap().size()));
            var observed = new HashMap<String, Double>();
            learned.getOrDefault(name, List.of()).forEach(term -> observed.put(term.getA(), term.getB()));
            for (int column = 0; column < columnNames.size(); column++) {
                var term = columnNames.get(column);
                if (model.getFeatureIDMap().getID(term) >= 0) {
                    weights[label][column] = observed.getOrDefault(term, never);
                }
            }
        }
        centre(base, weights);
        return Linear.toJson(labels, base, weights);
    }

    /** What all labels share says nothing about which it is, and would drown what does. */
    private static void centre(double[] base, double[][] weights) {
        for (int column = -1; column < weights[0].length; column++) {
            double mean = 0;
            for (int label = 0; label < base.length; label++) {
                mean += (column < 0 ? base[label] : weights[label][column]) / base.length;
            }
            for (int label = 0; label < base.length; label++) {
                if (column < 0) {
                    base[label] -= mean;
                } else {
                    weights[label][column] -= mean;
                }
            }
        }
    }
}
