package org.countersign.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.countersign.Statements;

/** The figures as Markdown; medians over the rounds, as single turns are at the mercy of the machine. */
final class Table {

    private final List<Integer> threads;
    private final StringBuilder text = new StringBuilder();

    Table(List<Integer> threads) {
        this.threads = threads;
        text.append("| | rows inserted + updated | statements |");
        threads.forEach(n -> text.append(" decisions/s, %d threads | to bare | CPU µs |".formatted(n)));
        text.append("\n|---|---|---|").append("---|---|---|".repeat(threads.size())).append('\n');
    }

    /** Turns are by round, contender and number of threads; ratios are to the first contender of the same round. */
    void add(Place place, String title, Statements.Log cost, List<List<List<Turn>>> rounds, int contender) {
        text.append("| %s: %s | %d + %d | %d |".formatted(
                place.title(), title, rows(cost, "insert"), rows(cost, "update"), cost.trips().size()));
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
                .mapToInt(e -> e.getValue())
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
