package org.countersign.benchmark;

import java.util.List;
import java.util.Random;
import org.countersign.benchmark.Team.Tweet;

/** Made-up posts with three votes each: most say plainly what they are, one in six is any of the three. */
final class Posts {

    private static final List<String> LABELS = List.of("hate", "offensive", "neither");
    private static final List<String> WORDS = List.of("grolm", "teapot", "meadow");

    private Posts() {}

    static Tweet one(Random random) {
        int truth = random.nextInt(3);
        boolean plain = random.nextInt(6) > 0;
        var text = (plain ? WORDS.get(truth) : "well") + " word" + random.nextInt(20) + " word" + random.nextInt(20);
        // one voter in ten errs, on plain posts and others alike
        var votes = new int[3];
        votes[truth] = 2;
        votes[random.nextInt(10) < 3 ? (truth + 1) % 3 : truth]++;
        return new Tweet(text, List.of(votes[0], votes[1], votes[2]), LABELS.get(truth));
    }
}
