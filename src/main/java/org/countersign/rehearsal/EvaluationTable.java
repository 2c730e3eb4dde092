package org.countersign.rehearsal;

import static org.countersign.rehearsal.EvaluationSentences.percent;

import java.util.Locale;
import org.countersign.rehearsal.EvaluationReport.Budget;
import org.countersign.rehearsal.EvaluationReport.Need;
import org.countersign.rehearsal.EvaluationReport.Point;
import org.jspecify.annotations.Nullable;

/** An evaluation as text on a console. */
final class EvaluationTable {

    private static final int STEP = 10;

    private EvaluationTable() {}

    static String of(EvaluationReport report) {
        var text = new StringBuilder();
        report.sentences().forEach(s -> text.append(s).append('\n'));
        if (report.keepsAll()) {
            return text.toString();
        }
        text.append("\nwhat could be approved automatically, with confidence ")
                .append(percent(1 - report.delta()))
                .append("\n  budget   least labels   certified   wrong      threshold   together\n");
        for (var b : report.budgets()) {
            text.append(line("  %-8s %,12d   ", percent(b.alpha()), b.leastLabels()));
            var c = b.certified();
            text.append(
                    c == null
                            ? nothing(b)
                            : line(
                                    "%9s   %-10s %9.4f   %8s",
                                    percent(c.coverage()),
                                    b.k() + " of " + b.n(),
                                    c.threshold(),
                                    known(c.teamRight())));
            text.append('\n');
        }
        text.append("\nhow much so many labels can be expected to certify\n  budget ");
        var labels = report.needs().stream().map(Need::labels).distinct().toList();
        labels.forEach(n -> text.append(line(" %,9d", n)));
        for (var b : report.budgets()) {
            text.append(line("%n  %-7s", percent(b.alpha())));
            report.needs().stream()
                    .filter(n -> n.alpha() == b.alpha())
                    .forEach(n -> text.append(line(" %9s", n.coverage() == 0 ? "-" : percent(n.coverage()))));
        }
        text.append(
                "\n\nrisk and coverage: the surest cases, how many of them are wrong, and what is right together\n");
        int next = STEP;
        var curve = report.curve();
        for (var point : curve) {
            if (Math.round(100 * point.coverage()) >= next || point.equals(curve.get(curve.size() - 1))) {
                text.append(point(point));
                next = (int) (Math.round(100 * point.coverage()) / STEP + 1) * STEP;
            }
        }
        return text.toString();
    }

    private static String nothing(Budget budget) {
        var more = budget.moreLabels();
        return more == null
                ? "nothing: errs too often" + seen(budget)
                : line("nothing: about %,d more labels", more) + seen(budget);
    }

    /** Of few cases it says little how often the model errs. */
    static String seen(Budget budget) {
        return budget.n() == 0 ? "" : line(", %,d wrong of %,d", budget.k(), budget.n());
    }

    private static String point(Point point) {
        return line(
                "  %-8s %8s wrong   threshold %.4f   together %s%n",
                percent(point.coverage()), percent(point.risk()), point.threshold(), known(point.teamRight()));
    }

    static String known(@Nullable Double share) {
        return share == null ? "not known" : percent(share);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
