package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.countersign.simulation.Worlds;

/** A made-up history of posts, as a file that someone would bring. */
public final class History {

    private History() {}

    /** A made-up history of loans. */
    public static String credit(int rows) {
        var fields = new ArrayList<String>();
        var csv = new StringBuilder();
        Worlds.forUseCase("credit").cases(3).limit(rows).forEach(made -> {
            var values = made.subject().fields();
            if (fields.isEmpty()) {
                fields.addAll(values.keySet());
                csv.append(String.join(",", fields)).append(",risk\n");
            }
            fields.forEach(field -> csv.append(Objects.requireNonNullElse(values.get(field), ""))
                    .append(','));
            csv.append(made.truth()).append('\n');
        });
        return csv.toString();
    }

    /** If {@code withPerson}, there is a column {@code moderator}, who guesses one post in twenty. */
    public static String moderation(int rows, boolean withPerson, Random random) {
        var world = Worlds.forUseCase("moderation");
        var labels = world.labels();
        var csv = new StringBuilder(withPerson ? "tweet,class,moderator\n" : "tweet,class\n");
        world.cases(3).limit(rows).forEach(made -> {
            var tweet = String.valueOf(made.subject().fields().get("tweet")).replace("\"", "\"\"");
            csv.append(String.format(Locale.ROOT, "\"%s\",%s", tweet, made.truth()));
            if (withPerson) {
                csv.append(',')
                        .append(random.nextInt(20) == 0 ? labels.get(random.nextInt(labels.size())) : made.truth());
            }
            csv.append('\n');
        });
        return csv.toString();
    }
}
