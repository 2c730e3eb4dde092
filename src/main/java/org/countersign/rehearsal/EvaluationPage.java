package org.countersign.rehearsal;

import static org.countersign.rehearsal.EvaluationSentences.percent;
import static org.countersign.rehearsal.Plot.escape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.countersign.rehearsal.EvaluationReport.Need;
import org.countersign.rehearsal.Plot.At;

/** An evaluation as a page of its own: no scripts, nothing from elsewhere, to be read without colour. */
public final class EvaluationPage {

    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
            + "color:#111;background:#fff}table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #999;"
            + "padding:.25rem .6rem;text-align:right}th:first-child{text-align:left}svg{max-width:100%;height:auto}";

    private EvaluationPage() {}

    public static String of(EvaluationReport report) {
        var title = escape(report.useCase()) + " before going live";
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                + "</title><style>" + STYLE + "</style></head><body><h1>" + title + "</h1>" + content(report)
                + "</body></html>\n";
    }

    /** What stands below the heading, for a page that has one. */
    public static String content(EvaluationReport report) {
        var sentences = report.sentences().stream()
                .map(s -> "<li>" + escape(s) + "</li>")
                .collect(Collectors.joining());
        if (report.keepsAll()) {
            return "<ul>" + sentences + "</ul>";
        }
        return "<ul>" + sentences + "</ul><h2>What could be approved automatically</h2>" + budgets(report)
                + "<h2>Risk and coverage</h2><p>How many of the surest cases are wrong. Circles: what is certified."
                + end(report) + "</p>"
                + riskAndCoverage(report)
                + "<h2>How many labels it takes</h2><p>The share of cases that so many labels can be expected to certify,"
                + " by error budget.</p>" + labels(report) + needs(report);
    }

    private static String end(EvaluationReport report) {
        return report.approvable() == null
                ? ""
                : " The line ends at the " + percent(report.approvable()) + " that the rules leave to the model.";
    }

    private static String budgets(EvaluationReport report) {
        var table = new StringBuilder(
                "<table class=\"table\"><thead><tr><th scope=\"col\">Error budget</th>"
                        + "<th scope=\"col\">Least labels</th><th scope=\"col\">Certified share</th><th scope=\"col\">Wrong</th>"
                        + "<th scope=\"col\">Threshold</th><th scope=\"col\">Right together with people</th></tr></thead><tbody>");
        for (var b : report.budgets()) {
            var c = b.certified();
            table.append("<tr><th scope=\"row\">").append(percent(b.alpha())).append("</th>");
            cells(table, text("%,d", b.leastLabels()));
            if (c == null) {
                cells(
                        table,
                        "nothing",
                        (b.moreLabels() == null ? "too often" : text("about %,d more labels", b.moreLabels()))
                                + EvaluationTable.seen(b),
                        "",
                        "");
            } else {
                cells(
                        table,
                        percent(c.coverage()),
                        text("%,d of %,d", b.k(), b.n()),
                        text("%.4f", c.threshold()),
                        EvaluationTable.known(c.teamRight()));
            }
            table.append("</tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    private static void cells(StringBuilder table, String... cells) {
        for (var cell : cells) {
            table.append("<td>").append(cell).append("</td>");
        }
    }

    private static String riskAndCoverage(EvaluationReport report) {
        double most = report.curve().stream().mapToDouble(p -> p.risk()).max().orElse(0);
        double top = Math.max(.02, Math.ceil(most * 50) / 50);
        var plot = new Plot("Share of wrong answers among the surest cases, by their share of all");
        for (int i = 0; i <= 4; i++) {
            plot.tickAcross(i / 4.0, percent(i / 4.0)).tickUp(i / 4.0, percent(top * i / 4));
        }
        plot.across("share of cases, surest first");
        report.budgets().stream()
                .filter(b -> b.alpha() <= top)
                .forEach(b -> plot.level(b.alpha() / top, "budget " + percent(b.alpha())));
        plot.line(
                report.curve().stream()
                        .map(p -> new At(p.coverage(), p.risk() / top))
                        .toList(),
                "");
        report.budgets().stream()
                .filter(b -> b.certified() != null)
                .collect(Collectors.groupingBy(
                        b -> Objects.requireNonNull(b.certified()),
                        LinkedHashMap::new,
                        Collectors.mapping(b -> percent(b.alpha()), Collectors.joining(", "))))
                .forEach((point, names) -> plot.mark(new At(point.coverage(), point.risk() / top), names));
        return plot.end();
    }

    private static List<Integer> counts(EvaluationReport report) {
        return report.needs().stream().map(Need::labels).distinct().toList();
    }

    private static String labels(EvaluationReport report) {
        var counts = counts(report);
        var plot = new Plot("Share of cases that can be expected to be certified, by number of labels");
        for (int i = 0; i <= 4; i++) {
            plot.tickUp(i / 4.0, percent(i / 4.0));
        }
        counts.forEach(n -> plot.tickAcross(across(n, counts), text("%,d", n)));
        plot.across("labels");
        for (var b : report.budgets()) {
            var line = report.needs().stream()
                    .filter(n -> n.alpha() == b.alpha())
                    .map(n -> new At(across(n.labels(), counts), n.coverage()))
                    .toList();
            if (line.stream().anyMatch(at -> at.y() > 0)) {
                plot.line(line, "budget " + percent(b.alpha()));
            }
        }
        return plot.end();
    }

    private static double across(int labels, List<Integer> counts) {
        double first = Math.log(counts.get(0));
        return (Math.log(labels) - first) / (Math.log(counts.get(counts.size() - 1)) - first);
    }

    private static String needs(EvaluationReport report) {
        var table = new StringBuilder("<table class=\"table\"><thead><tr><th scope=\"col\">Error budget</th>");
        counts(report)
                .forEach(n -> table.append("<th scope=\"col\">")
                        .append(text("%,d labels", n))
                        .append("</th>"));
        table.append("</tr></thead><tbody>");
        for (var b : report.budgets()) {
            table.append("<tr><th scope=\"row\">").append(percent(b.alpha())).append("</th>");
            report.needs().stream()
                    .filter(n -> n.alpha() == b.alpha())
                    .forEach(n -> cells(table, n.coverage() == 0 ? "–" : percent(n.coverage())));
            table.append("</tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
