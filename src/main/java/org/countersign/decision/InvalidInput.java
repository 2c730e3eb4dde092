package org.countersign.decision;

import java.util.List;
import java.util.stream.Collectors;

/** What was sent cannot be taken; all that is wrong with it, at once. Nothing was changed. */
public class InvalidInput extends Refused {

    private final transient List<Problem> problems;

    public InvalidInput(List<Problem> problems) {
        super(400, problems.stream().map(InvalidInput::sentence).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidInput(String pointer, String what, String mend) {
        this(List.of(new Problem(pointer, what, mend)));
    }

    /** For people, who read it in Tasklist: a field's name rather than a pointer. */
    private static String sentence(Problem p) {
        var where = p.pointer().isEmpty() ? "" : p.pointer().substring(1) + ": ";
        return where + p.what() + " " + p.mend();
    }

    public List<Problem> problems() {
        return problems;
    }
}
