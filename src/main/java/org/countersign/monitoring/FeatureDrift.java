package org.countersign.monitoring;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * How one feature differs between two samples of decisions. It has drifted when the difference is both large (PSI) and
 * not by chance (Kolmogorov-Smirnov for numbers, chi-squared for categories and for what is missing).
 *
 * @param feature a field, or what the model says
 * @param title in words
 * @param psi population stability index, at least 0
 * @param threshold what the index must pass
 * @param pValue of the test, in 0..1
 * @param level what the p-value must be below
 * @param shares of each bin
 */
public record FeatureDrift(
        String feature,
        String title,
        double psi,
        double threshold,
        double pValue,
        double level,
        boolean drifted,
        List<Share> shares) {

    /** The share of decisions in a bin, in 0..1. */
    public record Share(String name, double before, double recent) {}

    public FeatureDrift {
        shares = List.copyOf(shares);
    }

    static FeatureDrift of(Feature feature, List<Seen> before, List<Seen> recent, double level) {
        var a = values(feature, before);
        var b = values(feature, recent);
        var bins = Bins.of(a, b);
        var psi = Psi.of(bins);
        var threshold = Psi.threshold(a.size(), b.size(), bins.all().size());
        var p = pValue(a, b, bins);
        return new FeatureDrift(
                feature.name(),
                feature.title(),
                psi,
                threshold,
                p,
                level,
                psi > threshold && p < level,
                shares(feature, bins, a.size(), b.size()));
    }

    private static List<Object> values(Feature feature, List<Seen> seen) {
        return seen.stream()
                .map(s -> s.values().getOrDefault(feature.name(), Bins.Missing.MISSING))
                .toList();
    }

    /** Of two tests the smaller p-value, doubled: numbers differ by their order, or by being there at all. */
    private static double pValue(List<Object> before, List<Object> recent, Bins bins) {
        if (bins.all().size() < 2) {
            return 1;
        }
        var counts = ChiSquareTest.withDefaults()
                .test(bins.counts(Bins.Bin::before), bins.counts(Bins.Bin::recent))
                .getPValue();
        var a = numbers(before);
        var b = numbers(recent);
        if (a.length == 0 || b.length == 0) {
            return counts;
        }
        var order = KolmogorovSmirnovTest.withDefaults()
                .with(PValueMethod.ASYMPTOTIC)
                .test(a, b)
                .getPValue();
        return Math.min(1, 2 * Math.min(order, counts));
    }

    private static double[] numbers(List<Object> values) {
        return values.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(v -> (Double) v)
                .toArray();
    }

    private static List<Share> shares(Feature feature, Bins bins, int before, int recent) {
        return bins.all().stream()
                .map(b -> new Share(
                        feature.words().getOrDefault(b.name(), b.name()),
                        (double) b.before() / before,
                        (double) b.recent() / recent))
                .toList();
    }

    /** The bin that changed most. */
    public String words() {
        return shares.stream()
                .max(Comparator.comparingDouble(s -> Math.abs(s.recent() - s.before())))
                .map(s -> String.format(
                        Locale.ROOT,
                        "%s (%s: %.0f %% before, %.0f %% now)",
                        title,
                        s.name(),
                        100 * s.before(),
                        100 * s.recent()))
                .orElse(title);
    }
}
