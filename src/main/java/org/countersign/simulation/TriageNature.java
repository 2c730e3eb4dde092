package org.countersign.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.countersign.decision.Case;

/** Cell samples with the columns and about the shares of the Wisconsin breast cancer data. */
final class TriageNature implements Nature {

    private static final List<String> FIELDS = List.of(
            "clump_thickness",
            "cell_size_uniformity",
            "cell_shape_uniformity",
            "marginal_adhesion",
            "single_epithelial_size",
            "bare_nuclei",
            "bland_chromatin",
            "normal_nucleoli",
            "mitoses");

    private static final double SHARPNESS = 2.2;
    private static final double THRESHOLD = 3.6;

    @Override
    public String useCase() {
        return "triage";
    }

    @Override
    public List<String> labels() {
        return List.of("benign", "malignant");
    }

    @Override
    public Case draw(SplittableRandom random) {
        var dice = new Dice(random);
        var severity = dice.chance(.65) ? dice.normal(1.4, .7) : dice.normal(6.2, 1.6);
        var fields = new HashMap<String, Object>();
        for (var field : FIELDS) {
            fields.put(field, Dice.within(1, dice.normal(severity, .6 + severity / 4), 10));
        }
        if (dice.chance(.023)) {
            fields.remove("bare_nuclei");
        }
        return new Case(fields);
    }

    @Override
    public Map<String, Double> chances(Case subject) {
        var mean = subject.fields().values().stream()
                .mapToDouble(value -> (Double) value)
                .average()
                .orElse(THRESHOLD);
        return Dice.odds("malignant", "benign", Dice.logistic(SHARPNESS * (mean - THRESHOLD)));
    }

    @Override
    public boolean drifts(Case subject) {
        return subject.value("mitoses").filter(mitoses -> (Double) mitoses == 3).isPresent();
    }

    @Override
    public Map<String, Double> chancesAfterDrift(Case subject) {
        return Dice.odds("malignant", "benign", .95);
    }

    @Override
    public String drift() {
        return "Samples whose mitoses are graded 3 turn out malignant.";
    }
}
