package org.countersign.policy;

/** There is no such use case here. */
public class UseCaseNotFound extends RuntimeException {

    private final String useCase;

    public UseCaseNotFound(String useCase) {
        super("There is no use case '" + useCase + "'.");
        this.useCase = useCase;
    }

    public String useCase() {
        return useCase;
    }
}
