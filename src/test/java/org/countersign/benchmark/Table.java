package org.countersign.benchmark;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.countersign.Statements;

/** The figures as Markdown; medians over the rounds, as single turns are at the mercy of the machine. */
final class Table {

    private final List<Integer> threads;
    private final StringBuilder text = new StringBuilder();

    Table(List<Integer> threads) {
        this.threads = threads;
        text.append("| | rows inserted + updated | on average | statements |");
        threads.forEach(n -> text.append(" decisions/s, %d threads | to bare | CPU µs |".formatted(n)));
        text.append("\n|---|---|---|---|").append("---|---|---|".repeat(threads.size()));
        text.append('\n');
    }

    /** Turns are by round, contender and number of threads; ratios are to the first contender of the same round. */
    void add(Place place, String title, List<Statements.Log> costs, List<List<List<Turn>>> rounds, int contender) {
        // most decisions; one in twenty is drawn for a spot check, and costs more
        var least = costs.stream().min(comparingInt(log -> log.trips().size())).orElseThrow();
        var average = costs.stream()
                .mapToInt(log -> rows(log, "insert") + rows(log, "update"))
                .average()
                .orElseThrow();
        text.append(String.format(
                Locale.ROOT,
                "| %s: %s | %d + %d | %.1f | %d |",
                place.title(),
                title,
                rows(least, "insert"),
                rows(least, "update"),
                average,
                least.trips().size()));
        for (int t = 0; t < threads.size(); t++) {
            int column = t;
            text.append(String.format(
                    Locale.ROOT,
                    " %,.0f | %.2f | %,.0f |",
                    median(rounds, round -> round.get(contender).get(column).rate()),
                    median(
                            rounds,
                            round -> round.get(contender).get(column).rate()
                                    / round.get(0).get(column).rate()),
                    median(rounds, round -> round.get(contender).get(column).cpu())));
        }
        text.append('\n');
    }

    private static int rows(Statements.Log cost, String verb) {
        return cost.rows().entrySet().stream()
                .filter(e -> e.getKey().startsWith(verb))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> of) {
        return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
