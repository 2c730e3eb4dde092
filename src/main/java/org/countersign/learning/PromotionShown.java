package org.countersign.learning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.countersign.decision.LedgerJson;

/**
 * What a model owner is shown to approve or reject a challenger on. It never changes once the training is done.
 *
 * @param contentVersion digest of all the rest; the verdict names it (law 6)
 */
public record PromotionShown(
        String title,
        String guidance,
        String contentVersion,
        List<Fact> facts,
        List<Measure> measures,
        List<Rival> candidates,
        List<GroupRow> groups) {

    /** A line of what is known. */
    public record Fact(String what, String value) {}

    /** The same figure of both. */
    public record Measure(String measure, String champion, String challenger) {}

    /** A way to train that competed. */
    public record Rival(String learner, String logLoss, String accuracy) {}

    /** How the challenger does on one group of people. */
    public record GroupRow(String group, String n, String accuracy, String adverse) {}

    static PromotionShown of(String title, Retraining retraining, ModelCard card) {
        var comparison = Objects.requireNonNull(card.comparison(), "a card of a training compares");
        var shown = new PromotionShown(
                title,
                "Should %s take over? It and %s judged the same %d examples, which neither has learned from."
                        .formatted(
                                card.model(),
                                comparison.champion() == null
                                        ? "no other model"
                                        : comparison.champion().model(),
                                comparison.n()),
                "",
                facts(retraining, card),
                measures(comparison),
                card.candidates().stream().map(PromotionShown::rival).toList(),
                card.groups().stream().map(PromotionShown::group).toList());
        var version = UUID.nameUUIDFromBytes(LedgerJson.write(shown).getBytes(StandardCharsets.UTF_8));
        return new PromotionShown(
                shown.title,
                shown.guidance,
                version.toString(),
                shown.facts,
                shown.measures,
                shown.candidates,
                shown.groups);
    }

    private static List<Fact> facts(Retraining retraining, ModelCard card) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Why now", retraining.why()));
        facts.add(new Fact("Challenger", card.model()));
        var data = card.data();
        if (data != null) {
            facts.add(new Fact("Learned from", data.examples() + " examples: " + data.byProvenance()));
            if (data.earlier() != null) {
                facts.add(new Fact("Examples from before the change", earlier(data.earlier())));
            }
            facts.add(new Fact("Labels", data.byLabel().toString()));
            facts.add(new Fact("Cases with different labels", Integer.toString(data.conflicts())));
        }
        if (card.since() != null) {
            facts.add(new Fact("Judged on", "what came since cases changed, about " + card.since()));
        }
        facts.add(new Fact("Accuracy", words(card.metrics().accuracy())));
        facts.add(new Fact("Log loss", number(card.metrics().logLoss())));
        facts.add(new Fact(
                "Gap between confidence and accuracy", percent(card.metrics().calibrationError())));
        var coverage = card.coverage();
        if (coverage != null) {
            facts.add(new Fact("Could be decided alone", coverage.words()));
        }
        return facts;
    }

    private static List<Measure> measures(Comparison c) {
        var champion = c.champion();
        return List.of(
                new Measure(
                        "Model",
                        champion == null ? "none" : champion.model(),
                        c.challenger().model()),
                new Measure(
                        "Right, weighted",
                        champion == null ? "" : percent(champion.accuracy()),
                        percent(c.challenger().accuracy())),
                new Measure(
                        "Log loss, weighted (lower is better)",
                        champion == null ? "" : number(champion.logLoss()),
                        number(c.challenger().logLoss())));
    }

    private static Rival rival(Entrant e) {
        var name = e.learner()
                + (e.weighted() ? ", weighted" : "")
                + (e.earlier() == null ? "" : ", those from before the change " + earlier(e.earlier()))
                + (e.won() ? " (chosen)" : "");
        return e.logLoss() == null || e.accuracy() == null
                ? new Rival(name, "failed", Objects.requireNonNullElse(e.failure(), ""))
                : new Rival(name, number(e.logLoss()), percent(e.accuracy()));
    }

    private static String earlier(double counted) {
        return counted == 1 ? "count alike" : counted == 0 ? "left out" : "count " + counted + " times";
    }

    private static GroupRow group(ModelCard.Group g) {
        var name = g.field() + ": " + g.value();
        var n = Integer.toString(g.n());
        return g.accuracy() == null || g.adverse() == null
                ? new GroupRow(name, n, "insufficient data", "insufficient data")
                : new GroupRow(name, n, words(g.accuracy()), words(g.adverse()));
    }

    private static String words(Interval share) {
        return "%s (%s to %s)".formatted(percent(share.estimate()), percent(share.low()), percent(share.high()));
    }

    private static String number(Interval value) {
        return "%s (%s to %s)".formatted(number(value.estimate()), number(value.low()), number(value.high()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
