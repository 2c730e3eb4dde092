package org.countersign.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;

/** A version has problems, so it cannot be proposed or published. */
public class RevisionRefused extends InvalidInput {

    public RevisionRefused(List<FileProblem> problems) {
        super(problems.stream()
                .map(p -> new Problem(
                        "/files/" + p.file(),
                        "Line %d, column %d: %s".formatted(p.line(), p.column(), p.what()),
                        p.mend()))
                .collect(Collectors.toList()));
    }
}
