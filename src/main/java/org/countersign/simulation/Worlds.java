package org.countersign.simulation;

import java.util.List;

/** The worlds that can be rehearsed in. */
public final class Worlds {

    private static final List<Nature> NATURES = List.of(new CreditNature(), new ModerationNature(), new TriageNature());

    private Worlds() {}

    public static List<String> useCases() {
        return NATURES.stream().map(Nature::useCase).toList();
    }

    public static World forUseCase(String useCase) {
        return NATURES.stream()
                .filter(nature -> nature.useCase().equals(useCase))
                .findFirst()
                .map(nature -> new World(nature, Long.MAX_VALUE))
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no world for '" + useCase + "', only for " + String.join(", ", useCases()) + "."));
    }
}
