package org.countersign.rehearsal;

import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.countersign.decision.Case;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.countersign.rehearsal.GroupEffect.Change;
import org.countersign.rehearsal.GroupEffect.Group;
import org.countersign.rehearsal.GroupEffect.Ratio;
import org.jspecify.annotations.Nullable;

/** Counts levels by the groups of one protected field. Keeps a bounded number of values and groups. */
final class GroupTally {

    /** So many values tell the quarters of a number. */
    private static final int FIRST = 1000;

    private static final int MOST_GROUPS = 20;
    private static final String OTHERS = "others";

    private record Seen(Object value, OversightLevel before, OversightLevel after) {}

    private static final class Counts {
        private long n;
        private long automaticBefore;
        private long automaticAfter;
        private long peopleBefore;
        private long peopleAfter;
    }

    private final Field field;
    private final List<Seen> first = new ArrayList<>();
    private final Map<String, Counts> counts = new TreeMap<>();
    private @Nullable Groups groups;

    private GroupTally(Field field) {
        this.field = field;
    }

    static List<GroupTally> of(Policy policy) {
        return policy.fields().stream()
                .filter(f -> f.isProtected() && f.type() != FieldType.TEXT)
                .map(GroupTally::new)
                .toList();
    }

    void add(Case subject, OversightLevel before, OversightLevel after) {
        var value = subject.fields().get(field.name());
        if (value == null) {
            count(Groups.MISSING, before, after);
        } else if (groups != null) {
            count(groups.name(value), before, after);
        } else {
            first.add(new Seen(value, before, after));
            if (first.size() == FIRST) {
                settle();
            }
        }
    }

    private void settle() {
        var settled = new Groups(field, first.stream().map(Seen::value).toList());
        first.forEach(seen -> count(settled.name(seen.value()), seen.before(), seen.after()));
        first.clear();
        groups = settled;
    }

    private void count(String name, OversightLevel before, OversightLevel after) {
        var key = counts.containsKey(name) || counts.size() < MOST_GROUPS ? name : OTHERS;
        var c = counts.computeIfAbsent(key, k -> new Counts());
        c.n++;
        c.automaticBefore += before == AUTO_APPROVE ? 1 : 0;
        c.automaticAfter += after == AUTO_APPROVE ? 1 : 0;
        c.peopleBefore += before == HUMAN_IN_THE_LOOP ? 1 : 0;
        c.peopleAfter += after == HUMAN_IN_THE_LOOP ? 1 : 0;
    }

    GroupEffect effect() {
        if (groups == null) {
            settle();
        }
        var largest = counts.entrySet().stream()
                .max(Comparator.comparingLong(e -> e.getValue().n))
                .orElse(null);
        if (largest == null) {
            return new GroupEffect(field.name(), field.title(), "", List.of());
        }
        var found = new ArrayList<Group>();
        counts.forEach((name, c) -> found.add(group(name, c, largest.getKey(), largest.getValue())));
        return new GroupEffect(field.name(), field.title(), largest.getKey(), found);
    }

    private static Group group(String name, Counts c, String reference, Counts most) {
        var isReference = name.equals(reference);
        return new Group(
                name,
                c.n,
                change(c, most, isReference, x -> x.automaticBefore, x -> x.automaticAfter),
                change(c, most, isReference, x -> x.peopleBefore, x -> x.peopleAfter));
    }

    private static Change change(
            Counts c, Counts most, boolean isReference, ToLongFunction<Counts> before, ToLongFunction<Counts> after) {
        return new Change(
                (double) before.applyAsLong(c) / c.n,
                (double) after.applyAsLong(c) / c.n,
                ratio(c, most, isReference, before),
                ratio(c, most, isReference, after));
    }

    private static Ratio ratio(Counts c, Counts most, boolean isReference, ToLongFunction<Counts> hits) {
        return isReference
                ? Ratio.none("the reference")
                : Ratio.of(hits.applyAsLong(c), c.n, hits.applyAsLong(most), most.n);
    }
}
