package org.countersign.policy;

import java.util.Optional;
import org.countersign.policy.Policy.Learning;

/** The part of a policy that says when models are trained anew. */
final class PolicyLearning {

    private static final Learning DEFAULT = new Learning(500, null);
    private static final int MOST = 10_000_000;

    private PolicyLearning() {}

    static Learning read(Optional<YamlMap> map) {
        return map.map(PolicyLearning::read).orElse(DEFAULT);
    }

    private static Learning read(YamlMap map) {
        var after =
                map.optionalWord("retrainAfter").flatMap(PolicyLearning::count).orElse(DEFAULT.retrainAfter());
        var every = map.optionalWord("retrainEvery").flatMap(YamlWord::duration).orElse(null);
        map.end();
        return new Learning(after, every);
    }

    private static Optional<Integer> count(YamlWord word) {
        var number = word.number();
        if (number.isPresent()
                && (number.get() != Math.rint(number.get()) || number.get() < 0 || number.get() > MOST)) {
            word.note("'%s' of '%s' is not a count.", "Write a whole number, for example 500, or 0 for never.");
            return Optional.empty();
        }
        return number.map(Double::intValue);
    }
}
