package org.countersign.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be taken; all that is wrong with it, at once, a line each. */
public class PolicyRefused extends RuntimeException {

    private final transient List<PolicyProblem> problems;

    public PolicyRefused(List<PolicyProblem> problems) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n", "\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<PolicyProblem> problems() {
        return problems;
    }
}
