package org.countersign.routing;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Texts: those of a set, or all others. */
final class Words implements Values {

    static final Words ALL = new Words(true, Set.of());

    private final boolean others;
    private final Set<String> set;

    private Words(boolean others, Set<String> set) {
        this.others = others;
        this.set = set;
    }

    static Words of(Collection<String> words) {
        return new Words(false, new HashSet<>(words));
    }

    /** Whether these are all texts but {@link #set}. */
    boolean areOthers() {
        return others;
    }

    /** In order, as people read it. */
    SortedSet<String> set() {
        return new TreeSet<>(set);
    }

    @Override
    public Words and(Values other) {
        var that = (Words) other;
        var both = new HashSet<String>(others && !that.others ? that.set : set);
        if (others && that.others) {
            both.addAll(that.set);
        } else if (!others && !that.others) {
            both.retainAll(that.set);
        } else {
            both.removeAll(others ? set : that.set);
        }
        return new Words(others && that.others, both);
    }

    @Override
    public Words not() {
        return new Words(!others, set);
    }

    @Override
    public boolean isEmpty() {
        return !others && set.isEmpty();
    }

    @Override
    public boolean contains(Values other) {
        var that = (Words) other;
        if (that.others) {
            return others && that.set.containsAll(set);
        }
        return others ? Collections.disjoint(set, that.set) : set.containsAll(that.set);
    }

    @Override
    public boolean meets(Values other) {
        var that = (Words) other;
        if (others && that.others) {
            return true;
        }
        if (others != that.others) {
            return others ? !set.containsAll(that.set) : !that.set.containsAll(set);
        }
        return !Collections.disjoint(set, that.set);
    }
}
