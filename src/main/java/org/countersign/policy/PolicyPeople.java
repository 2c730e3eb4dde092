package org.countersign.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.policy.Policy.Blind;
import org.countersign.policy.Policy.Review;
import org.countersign.policy.Policy.Supervision;

/** The part of a policy that says who looks, and how. */
record PolicyPeople(Review review, Supervision supervision) {

    private static final Pattern QUEUE = Pattern.compile("[a-zA-Z0-9._-]{1,64}");
    private static final String NAMES = "Use letters, digits, '.', '_' and '-', at most 64.";
    private static final Map<String, Blind> BLIND = Map.of("always", Blind.ALWAYS, "never", Blind.NEVER);

    static PolicyPeople read(YamlMap review, YamlMap supervision) {
        var taken = new HashSet<String>();
        var people = new PolicyPeople(
                new Review(
                        review.word("blind").flatMap(w -> w.choice(BLIND)).orElse(Blind.ALWAYS),
                        queue(review, "queue", taken),
                        queue(review, "escalation", taken),
                        queues(review, taken),
                        review.word("due").flatMap(YamlWord::duration).orElse(YamlWord.LONGEST),
                        codes(review, "reasonCodes"),
                        codes(review, "abstainCategories")),
                new Supervision(
                        queue(supervision, "queue", taken),
                        supervision
                                .word("vetoWindow")
                                .flatMap(YamlWord::duration)
                                .orElse(YamlWord.LONGEST)));
        review.end();
        supervision.end();
        return people;
    }

    private static String queue(YamlMap map, String key, Set<String> taken) {
        return map.word(key).map(word -> queue(word, taken)).orElse("");
    }

    private static Set<String> queues(YamlMap review, Set<String> taken) {
        var queues = new LinkedHashSet<String>();
        review.words("queues").forEach(word -> queues.add(queue(word, taken)));
        return queues;
    }

    /** Each queue is a group with a task of its own: who watches must not also be who checks blind. */
    private static String queue(YamlWord word, Set<String> taken) {
        word.matching(QUEUE, NAMES);
        if (!taken.add(word.text())) {
            word.note("The queue '%s' is used twice.", "Give review, escalation and supervision a queue each.");
        }
        return word.text();
    }

    private static Map<String, String> codes(YamlMap review, String key) {
        var codes = new LinkedHashMap<String, String>();
        review.dictionary(key).forEach((code, words) -> {
            code.matching(QUEUE, NAMES);
            codes.put(code.text(), words);
        });
        return codes;
    }
}
