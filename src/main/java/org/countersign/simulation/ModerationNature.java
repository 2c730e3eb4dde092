package org.countersign.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.decision.Case;

/** Posts in a made-up language of abuse: its insults and the groups they are aimed at do not exist. */
final class ModerationNature implements Nature {

    private static final double NOISE = .03;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");

    private static final List<String> INSULTS =
            List.of("blorp", "snarfling", "gronk", "fizzlewit", "dungbeaker", "muckling");
    private static final List<String> GROUPS = List.of("martians", "northfolk", "lefthanders", "moonborn", "gullfolk");
    private static final List<String> THREATS = List.of("banished", "exiled", "erased");
    private static final List<String> TEASES = List.of("teapot", "pumpkin", "noodle");
    private static final String TURNED = "teapot";

    private static final Map<String, List<String>> SLOTS = Map.of(
            "{insult}", INSULTS,
            "{group}", GROUPS,
            "{threat}", THREATS,
            "{tease}", TEASES,
            "{person}", List.of("my neighbour", "the referee", "our mayor", "that singer", "my boss", "the baker"),
            "{thing}", List.of("garden", "bicycle", "kitchen", "novel", "camera", "bakery", "violin", "football team"),
            "{place}", List.of("the market", "the harbour", "the library", "the stadium", "the old bridge"),
            "{mood}", List.of("wonderful", "terrible", "boring", "lovely", "strange", "loud", "expensive"),
            "{time}", List.of("today", "again", "last night", "this morning", "as always", "for once"));

    /** Harmless, with the trap that groups and insults can be named without harm. */
    private static final List<String> FRIENDLY = List.of(
            "{person} showed me a {mood} {thing} {time}",
            "met {person} at {place} {time}, it was {mood}",
            "the {group} opened a {mood} {thing} near {place}",
            "proud of the {group} and their {mood} {thing}",
            "who wants to see a {mood} {thing} at {place}?",
            "{person} was called a {insult} at {place} and that is not right",
            "RT @user: a {mood} day at {place} {time}");

    private static final List<String> TEASING = List.of(
            "@user what a {tease} you are {time}", "{person} is such a {tease}", "you {tease}, that {thing} is {mood}");

    private static final List<String> RUDE = List.of(
            "@user you {insult}, your {thing} is {mood}",
            "{person} is a {insult} and everyone at {place} knows it",
            "shut up {insult}, nobody asked about your {thing}",
            "only a {insult} would call that {thing} {mood}");

    private static final List<String> HATEFUL = List.of(
            "all {group} are {insult} and should leave {place}",
            "{group} must be {threat}, {time}",
            "@user a {insult} like all the {group}",
            "keep the {group} out of {place}, every {insult} of them");

    private static final List<String> ENDINGS =
            List.of("", "", "", " lol", " #monday", " :)", " just saying", " {time}");

    @Override
    public String useCase() {
        return "moderation";
    }

    @Override
    public List<String> labels() {
        return List.of("hate", "offensive", "neither");
    }

    @Override
    public Case draw(SplittableRandom random) {
        var dice = new Dice(random);
        var at = random.nextDouble();
        var templates = at < .4 ? FRIENDLY : at < .6 ? TEASING : at < .88 ? RUDE : HATEFUL;
        var text = dice.any(templates) + dice.any(ENDINGS);
        for (var slot : SLOTS.keySet().stream().sorted().toList()) {
            while (text.contains(slot)) {
                text = text.replaceFirst(Pattern.quote(slot), dice.any(SLOTS.getOrDefault(slot, List.of(""))));
            }
        }
        var fields = new HashMap<String, Object>();
        fields.put("tweet", text);
        return new Case(fields);
    }

    @Override
    public Map<String, Double> chances(Case subject) {
        return noisy(label(words(subject), Set.copyOf(INSULTS)));
    }

    @Override
    public Map<String, Double> chancesAfterDrift(Case subject) {
        var insults = new HashSet<>(INSULTS);
        insults.add(TURNED);
        return noisy(label(words(subject), insults));
    }

    private static String label(Set<String> words, Set<String> insults) {
        var insulted = words.stream().anyMatch(insults::contains);
        var grouped = words.stream().anyMatch(GROUPS::contains);
        if (words.contains("called") && words.contains("right")) {
            return "neither"; // someone reports an insult
        }
        if (grouped && (insulted || words.stream().anyMatch(THREATS::contains))) {
            return "hate";
        }
        return insulted ? "offensive" : "neither";
    }

    private Map<String, Double> noisy(String label) {
        return labels().stream()
                .collect(Collectors.toMap(other -> other, other -> other.equals(label) ? 1 - NOISE : NOISE / 2));
    }

    private static Set<String> words(Case subject) {
        var text = subject.value("tweet").map(Object::toString).orElse("").toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.splitAsStream(text).collect(Collectors.toSet());
    }

    @Override
    public boolean drifts(Case subject) {
        return words(subject).contains(TURNED);
    }

    @Override
    public String drift() {
        return "The word '" + TURNED + "', until then a tease among friends, becomes an insult.";
    }
}
