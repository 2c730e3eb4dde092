package org.countersign.console;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.countersign.console.DiffLine.Mark;
import org.jspecify.annotations.Nullable;

/** What changed in a file from one version to another. */
record FileDiff(String file, String change, List<DiffLine> lines) {

    private static final int AROUND = 3;
    /** Comparing takes time with the square of this, so that two long texts without a common line stay harmless. */
    private static final int MOST_LINES = 5_000;

    /** The files that differ, by name. */
    static List<FileDiff> between(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> of(name, before.get(name), after.get(name)))
                .toList();
    }

    public long added() {
        return count(Mark.ADDED);
    }

    public long removed() {
        return count(Mark.REMOVED);
    }

    private long count(Mark mark) {
        return lines.stream().filter(l -> l.mark() == mark).count();
    }

    private static FileDiff of(String name, @Nullable String before, @Nullable String after) {
        var change = before == null ? "new file" : after == null ? "file removed" : "changed";
        return new FileDiff(name, change, fold(compare(lines(before), lines(after))));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    private static List<DiffLine> compare(List<String> before, List<String> after) {
        if (before.size() > MOST_LINES || after.size() > MOST_LINES) {
            return List.of(gap("The texts are too long to be compared line by line: %d lines before, %d after."
                    .formatted(before.size(), after.size())));
        }
        var lines = new ArrayList<DiffLine>();
        DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<String>(), null, true)
                .getDeltas()
                .forEach(delta -> enter(delta, lines));
        return removedFirst(lines);
    }

    /** Where lines were replaced, the old ones come before the new ones, as people read them. */
    private static List<DiffLine> removedFirst(List<DiffLine> lines) {
        var ordered = new ArrayList<DiffLine>();
        var added = new ArrayList<DiffLine>();
        for (var line : lines) {
            if (line.mark() == Mark.ADDED) {
                added.add(line);
                continue;
            }
            if (line.mark() == Mark.SAME) {
                ordered.addAll(added);
                added.clear();
            }
            ordered.add(line);
        }
        ordered.addAll(added);
        return ordered;
    }

    private static void enter(AbstractDelta<String> delta, List<DiffLine> lines) {
        var from = delta.getSource();
        var to = delta.getTarget();
        if (from.getLines().equals(to.getLines())) {
            for (int i = 0; i < from.size(); i++) {
                lines.add(new DiffLine(
                        Mark.SAME,
                        from.getPosition() + i + 1,
                        to.getPosition() + i + 1,
                        from.getLines().get(i)));
            }
            return;
        }
        for (int i = 0; i < from.size(); i++) {
            lines.add(new DiffLine(
                    Mark.REMOVED,
                    from.getPosition() + i + 1,
                    null,
                    from.getLines().get(i)));
        }
        for (int i = 0; i < to.size(); i++) {
            lines.add(new DiffLine(
                    Mark.ADDED, null, to.getPosition() + i + 1, to.getLines().get(i)));
        }
    }

    /** Leaves out what is the same, but for some lines around each change. */
    private static List<DiffLine> fold(List<DiffLine> all) {
        var shown = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).mark() != Mark.SAME) {
                for (int k = Math.max(0, i - AROUND); k <= Math.min(all.size() - 1, i + AROUND); k++) {
                    shown[k] = true;
                }
            }
        }
        var folded = new ArrayList<DiffLine>();
        for (int i = 0; i < all.size(); ) {
            if (shown[i]) {
                folded.add(all.get(i++));
                continue;
            }
            var from = i;
            while (i < all.size() && !shown[i]) {
                i++;
            }
            folded.add(gap(i - from == 1 ? "1 line that is the same" : (i - from) + " lines that are the same"));
        }
        return folded;
    }

    private static DiffLine gap(String text) {
        return new DiffLine(Mark.GAP, null, null, text);
    }
}
