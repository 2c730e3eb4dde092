package org.countersign.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** What was found wrong so far with one policy's text. */
final class PolicyProblems {

    private final String file;
    private final List<FileProblem> found = new ArrayList<>();

    PolicyProblems(String file) {
        this.file = file;
    }

    void add(@Nullable Mark at, String what, String mend) {
        var line = at == null ? 1 : at.getLine() + 1;
        var column = at == null ? 1 : at.getColumn() + 1;
        found.add(new FileProblem(file, line, column, what, mend));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new PolicyRefused(found.stream()
                    .sorted((a, b) -> a.line() == b.line() ? a.column() - b.column() : a.line() - b.line())
                    .toList());
        }
    }
}
