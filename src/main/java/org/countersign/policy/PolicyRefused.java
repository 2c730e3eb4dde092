package org.countersign.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be taken; all that is wrong with it, at once, a line each. */
public class PolicyRefused extends RuntimeException {

    private final transient List<FileProblem> problems;

    public PolicyRefused(List<FileProblem> problems) {
        super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n", "\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<FileProblem> problems() {
        return problems;
    }
}
