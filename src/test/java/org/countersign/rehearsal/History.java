package org.countersign.rehearsal;

import java.util.Locale;
import java.util.Random;
import org.countersign.simulation.Worlds;

/** A made-up history of posts, as a file that someone would bring. */
public final class History {

    private History() {}

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
