package org.countersign.policy;

import java.util.Optional;
import org.countersign.policy.Policy.Learning;

/** The part of a policy that says when models are trained anew. */
final class PolicyLearning {

    private static final Learning DEFAULT = new Learning(500, null);

    private PolicyLearning() {}

    static Learning read(Optional<YamlMap> map) {
        return map.map(PolicyLearning::read).orElse(DEFAULT);
    }

    private static Learning read(YamlMap map) {
        var after = map.optionalWord("retrainAfter").flatMap(YamlWord::count).orElse(DEFAULT.retrainAfter());
        var every = map.optionalWord("retrainEvery").flatMap(YamlWord::duration).orElse(null);
        map.end();
        return new Learning(after, every);
    }
}
