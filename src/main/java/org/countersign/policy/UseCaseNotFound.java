package org.countersign.policy;

import org.countersign.decision.Refused;

/** There is no such use case here. */
public class UseCaseNotFound extends Refused {

    private final String useCase;

    public UseCaseNotFound(String useCase) {
        super(404, "There is no use case '" + useCase + "'.");
        this.useCase = useCase;
    }

    public String useCase() {
        return useCase;
    }
}
