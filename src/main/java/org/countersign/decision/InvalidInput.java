package org.countersign.decision;

import java.util.List;
import java.util.stream.Collectors;

/** What was sent cannot be taken; all that is wrong with it, at once. Nothing was changed. */
public class InvalidInput extends RuntimeException implements Refused {

    private final transient List<Problem> problems;

    public InvalidInput(List<Problem> problems) {
        super(problems.stream()
                .map(p -> (p.pointer() + " " + p.what() + " " + p.mend()).strip())
                .collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidInput(String pointer, String what, String mend) {
        this(List.of(new Problem(pointer, what, mend)));
    }

    @Override
    public int status() {
        return 400;
    }

    public List<Problem> problems() {
        return problems;
    }
}
