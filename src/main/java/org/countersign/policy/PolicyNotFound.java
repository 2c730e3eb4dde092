package org.countersign.policy;

/** The use case never had a policy of that version. */
public class PolicyNotFound extends RuntimeException {

    public PolicyNotFound(String useCase, String version) {
        super("The use case '" + useCase + "' has no policy '" + version + "'.");
    }
}
