package org.countersign.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.decision.Decision;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.countersign.policy.Field;
import org.countersign.policy.Policy;
import org.countersign.review.Shown.Answer;
import org.countersign.review.Shown.Earlier;
import org.countersign.review.Shown.Effect;
import org.countersign.review.Shown.Option;
import org.countersign.review.Shown.Row;
import org.countersign.review.Shown.Why;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/** Chooses what a person may see in a task, by policy and stage, and puts it into words. */
final class Presentation {

    private static final int EFFECTS_SHOWN = 8;
    private static final double LEAST_EFFECT = 0.005;
    private static final int LONGEST_BAR = 6;
    private static final String NO_COMMENT = "no comment";

    private final Policy policy;
    private final Decision decision;

    Presentation(Policy policy, Decision decision) {
        this.policy = policy;
        this.decision = decision;
    }

    /** What the task shows now. The same until something about the case changes; the content version says so. */
    static Shown of(TaskAtHand at, String taskId) {
        var blind = at.review() != null && at.review().blind();
        var shown = new Presentation(at.policy(), at.decision()).of(at.stage(), blind, at.givenHere(), taskId);
        var version = UUID.nameUUIDFromBytes(LedgerJson.write(shown).getBytes(StandardCharsets.UTF_8));
        return shown.withContentVersion(version.toString());
    }

    private Shown of(Stage stage, boolean blind, List<GivenVerdict> earlier, String taskId) {
        var answer = stage.isJudgement() && blind ? null : answer();
        return new Shown(
                policy.useCase(),
                policy.title(),
                stage.title(),
                reference(taskId),
                "",
                guidance(stage, blind, answer, earlier) + waiver(),
                policy.fields().stream().map(this::row).toList(),
                answer,
                stage == Stage.ADJUDICATE ? inTurn(earlier, blind) : List.of(),
                options(stage, answer),
                policy.labels().stream()
                        .map(l -> new Option(l.title(), l.name()))
                        .toList(),
                options(policy.review().reasonCodes()),
                options(policy.review().abstainCategories()));
    }

    /** Tells people's cases apart and nothing else: the decision's own id would tell when it was asked for. */
    private static String reference(String taskId) {
        return UUID.nameUUIDFromBytes(taskId.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    private String guidance(Stage stage, boolean blind, @Nullable Answer answer, List<GivenVerdict> earlier) {
        return switch (stage) {
            case JUDGE, SECOND_OPINION ->
                blind
                        ? "Decide from the case alone. If the model says otherwise, you see its answer afterwards."
                        : answer == null
                                ? "There is no advice from a model (" + whyHere() + "). The decision is yours."
                                : "The model has advised. The decision is yours.";
            case RECONSIDER ->
                "You decided \"%s\". The model says \"%s\". Keep your decision or change it."
                        .formatted(ownWord(earlier), answer == null ? "" : answer.label());
            case ADJUDICATE ->
                "Two people decided this case differently. "
                        + (blind
                                ? "Decide it yourself. If the model says otherwise, you see its answer afterwards."
                                : "Your decision stands.");
            case SUPERVISE ->
                "\"%s\" has taken effect provisionally. If nobody vetoes it before it is due, it stands."
                        .formatted(answer == null ? "" : answer.label());
        };
    }

    /** The same in every task of the use case, so that it tells nothing about the case. */
    private String waiver() {
        return policy.assurance() == Policy.Assurance.ADVISORY
                ? " Here the model's answers can take effect without a certificate: the policy waives it."
                : "";
    }

    private String whyHere() {
        return decision.routed().reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
    }

    private String ownWord(List<GivenVerdict> earlier) {
        return earlier.isEmpty()
                ? ""
                : title(earlier.get(earlier.size() - 1).verdict().label());
    }

    private Row row(Field field) {
        return new Row(
                field.title(),
                words(field, decision.request().subjectCase().fields().get(field.name())));
    }

    private static String words(Field field, @Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                    : number.toString();
        }
        return field.values().getOrDefault(value.toString(), value.toString());
    }

    private @Nullable Answer answer() {
        var p = decision.prediction();
        return p == null
                ? null
                : new Answer(
                        title(p.label()),
                        p.label(),
                        percent(p.confidence()),
                        p.typicality() == null ? "" : p.typicalityInWords(),
                        Objects.requireNonNullElse(
                                p.modelVersion(),
                                "brought by " + decision.origin().caller()),
                        effects(p),
                        decision.routed().reasons().stream()
                                .map(r -> new Why(r.rule(), r.text()))
                                .toList());
    }

    /** Never rounded up: 100 % would be certainty. */
    private static double percent(double confidence) {
        return BigDecimal.valueOf(confidence)
                .movePointRight(2)
                .setScale(1, RoundingMode.FLOOR)
                .doubleValue();
    }

    private List<Effect> effects(Prediction p) {
        var most = p.contributions().stream()
                .mapToDouble(c -> Math.abs(c.contribution()))
                .max()
                .orElse(0);
        return p.contributions().stream()
                .limit(EFFECTS_SHOWN)
                .filter(c -> Math.abs(c.contribution()) >= LEAST_EFFECT)
                .map(c -> new Effect(
                        policy.field(c.field()).map(Field::title).orElse(c.field()),
                        policy.field(c.field()).map(f -> words(f, c.value())).orElse(""),
                        effect(c.contribution(), most)))
                .toList();
    }

    private static String effect(double contribution, double most) {
        var bar = "\u25A0".repeat((int) Math.max(1, Math.round(LONGEST_BAR * Math.abs(contribution) / most)));
        return String.format(Locale.ROOT, "%+.2f %s", contribution, bar);
    }

    private List<Earlier> inTurn(List<GivenVerdict> earlier, boolean blind) {
        return earlier.stream()
                .filter(g -> g.verdict().givesLabel())
                .filter(g -> !blind || g.stage() != Stage.RECONSIDER)
                .map(g -> blind ? blindly(g, earlier) : said(g, g.verdict().label(), why(g.verdict())))
                .toList();
    }

    /** What someone came to in the end, with what they said before they saw the model's answer: that they saw it tells it. */
    private Earlier blindly(GivenVerdict own, List<GivenVerdict> all) {
        var last = all.stream()
                .filter(g -> g.person().equals(own.person()) && g.verdict().givesLabel())
                .reduce(own, (before, after) -> after)
                .verdict()
                .label();
        return said(own, last, Objects.equals(last, own.verdict().label()) ? why(own.verdict()) : NO_COMMENT);
    }

    private Earlier said(GivenVerdict given, @Nullable String label, String why) {
        return new Earlier(who(given.stage()), title(label), why);
    }

    private static String who(Stage stage) {
        return switch (stage) {
            case SECOND_OPINION -> "second person";
            case RECONSIDER -> "first person, having seen the model's answer";
            case ADJUDICATE -> "third person";
            case JUDGE, SUPERVISE -> "first person";
        };
    }

    private String why(Verdict verdict) {
        var reason = verdict.reasonCode() == null
                ? null
                : policy.review().reasonCodes().getOrDefault(verdict.reasonCode(), verdict.reasonCode());
        var words =
                Stream.of(reason, verdict.comment()).filter(Objects::nonNull).collect(Collectors.joining(": "));
        return words.isEmpty() ? NO_COMMENT : words;
    }

    private String title(@Nullable String label) {
        return label == null ? "" : policy.label(label).map(l -> l.title()).orElse(label);
    }

    private static List<Option> options(Stage stage, @Nullable Answer answer) {
        var allowed = stage.verdicts(answer != null);
        return Arrays.stream(Kind.values())
                .filter(allowed::contains)
                .map(k -> new Option(words(k, stage, answer), k.name()))
                .toList();
    }

    private static String words(Kind kind, Stage stage, @Nullable Answer answer) {
        if (kind != Kind.CONFIRM || answer == null) {
            return kind.words();
        }
        return (stage == Stage.SUPERVISE ? "It may stand: " : kind.words() + ": ") + answer.label();
    }

    private static List<Option> options(Map<String, String> words) {
        return words.entrySet().stream()
                .map(e -> new Option(e.getValue(), e.getKey()))
                .toList();
    }
}
