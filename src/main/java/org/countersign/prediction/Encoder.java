package org.countersign.prediction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Turns cases into columns of numbers, as learned from the training examples. Stored as JSON with the model.
 *
 * @param fields what the model is given
 * @param withheld the protected fields, which a case may have and no model is given
 */
record Encoder(List<FieldEncoding> fields, Set<String> withheld) {

    /** Most terms of a text field. */
    private static final int TERMS_FOR_LINEAR = 20_000;

    /** Trees look at one column at a time, so rare terms help little and cost much. */
    private static final int TERMS_FOR_TREES = 2_000;

    /** Tribuo's trees keep each column of each example, the empty ones too. */
    private static final int TERMS_FOR_FOREST = 300;

    Encoder {
        fields = List.copyOf(fields);
        withheld = Collections.unmodifiableSet(new TreeSet<>(withheld));
    }

    static Encoder learn(Policy policy, Learner learner, List<LabelledCase> examples) {
        var fields = new ArrayList<FieldEncoding>();
        int first = 0;
        for (var field : modelled(policy)) {
            var encoding = learn(field, first, learner, examples);
            fields.add(encoding);
            first += encoding.width();
        }
        return new Encoder(fields, withheld(policy));
    }

    private static List<Field> modelled(Policy policy) {
        return policy.fields().stream().filter(f -> !f.isProtected()).toList();
    }

    private static Set<String> withheld(Policy policy) {
        return policy.fields().stream()
                .filter(Field::isProtected)
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static FieldEncoding learn(Field field, int first, Learner learner, List<LabelledCase> examples) {
        var values = new ArrayList<@Nullable Object>();
        for (var example : examples) {
            values.add(example.subject().fields().get(field.name()));
        }
        return switch (field.type()) {
            case NUMBER ->
                switch (learner) {
                    case LINEAR, RANDOM_FOREST -> NumberEncoding.standardised(field.name(), first, values);
                    case BOOSTED_TREES -> NumberEncoding.raw(field.name(), first);
                    case NAIVE_BAYES -> BinEncoding.learn(field.name(), first, values);
                };
            case CATEGORY -> CategoryEncoding.learn(field.name(), first, values);
            case TEXT ->
                switch (learner) {
                    case LINEAR -> TextEncoding.learn(field.name(), first, values, TERMS_FOR_LINEAR);
                    case BOOSTED_TREES -> TextEncoding.learn(field.name(), first, values, TERMS_FOR_TREES);
                    case RANDOM_FOREST -> TextEncoding.learn(field.name(), first, values, TERMS_FOR_FOREST);
                    case NAIVE_BAYES -> TextEncoding.counted(field.name(), first, values, TERMS_FOR_LINEAR);
                };
        };
    }

    int width() {
        return fields.stream().mapToInt(FieldEncoding::width).sum();
    }

    /** The number of the field that each column belongs to. */
    int[] fieldOfColumn() {
        var owners = new int[width()];
        for (int f = 0; f < fields.size(); f++) {
            var field = fields.get(f);
            Arrays.fill(owners, field.first(), field.first() + field.width(), f);
        }
        return owners;
    }

    /** A name for each column; the number makes it unique whatever the values are. */
    List<String> columnNames() {
        var names = new ArrayList<String>();
        fields.forEach(f -> f.meanings().forEach(meaning -> names.add(names.size() + ":" + meaning)));
        return names;
    }

    boolean fits(Policy policy) {
        var modelled = modelled(policy);
        if (fields.size() != modelled.size() || !withheld.equals(withheld(policy))) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            var wanted = modelled.get(i);
            if (!fields.get(i).field().equals(wanted.name()) || fields.get(i).fieldType() != wanted.type()) {
                return false;
            }
        }
        return true;
    }

    /** Nothing that is wrong is ever taken for zero or for missing. */
    Columns encode(Case subject) {
        var columns = new Columns();
        int known = 0;
        boolean sound = true;
        for (var field : fields) {
            var value = subject.fields().get(field.field());
            known += value == null ? 0 : 1;
            sound &= Soundness.holds(field.fieldType(), value);
            if (sound) {
                field.encode(value, columns);
            }
        }
        if (!sound || known + countWithheld(subject) < subject.fields().size()) {
            refuse(subject);
        }
        return columns;
    }

    private int countWithheld(Case subject) {
        int count = 0;
        for (var name : withheld) {
            count += subject.fields().containsKey(name) ? 1 : 0;
        }
        return count;
    }

    private void refuse(Case subject) {
        var types = new LinkedHashMap<String, FieldType>();
        fields.forEach(f -> types.put(f.field(), f.fieldType()));
        var given = new HashMap<>(subject.fields());
        given.keySet().removeAll(withheld);
        var problems = Soundness.problems(types, "/case", new Case(given));
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    byte[] toJson() {
        return Json.write(this);
    }

    static Encoder fromJson(byte[] json) throws IOException {
        return Json.read(json, Encoder.class);
    }
}
