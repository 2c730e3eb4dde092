package org.countersign.simulation;

import java.util.ArrayList;
import java.util.List;
import org.countersign.decision.LabelledCase;

/** Made-up cases with their truth. */
public final class MadeUp {

    private MadeUp() {}

    public static List<LabelledCase> cases(String useCase, long seed, int count) {
        var cases = new ArrayList<LabelledCase>();
        Worlds.forUseCase(useCase)
                .cases(seed)
                .limit(count)
                .forEach(c -> cases.add(new LabelledCase("made-up-" + cases.size(), c.subject(), c.truth(), 1)));
        return cases;
    }
}
