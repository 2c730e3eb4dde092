package org.countersign.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.policy.Revision.Kind;
import org.springframework.stereotype.Component;

/** All checks of files that are to be a version. */
@Component
class RevisionChecks {

    private final List<RevisionCheck> checks;

    RevisionChecks(List<RevisionCheck> checks) {
        this.checks = checks;
    }

    /** What keeps them from being in force, and what else there is to say, worst first. */
    List<FileProblem> findings(String useCase, Kind kind, Map<String, String> files) {
        var doubts = checks.stream().flatMap(check -> check.doubts(useCase, kind, files).stream());
        return Stream.concat(problems(useCase, kind, files).stream(), doubts)
                .sorted(Comparator.comparing(FileProblem::severity))
                .toList();
    }

    /** What is certainly a mistake is neither proposed nor published. */
    void requireSound(String useCase, Kind kind, Map<String, String> files) {
        refuse(findings(useCase, kind, files).stream()
                .filter(FileProblem::blocks)
                .toList());
    }

    /** Taking back what was in force before asks only that it can be in force: it may have been the mistake of all along. */
    void requireFit(String useCase, Kind kind, Map<String, String> files) {
        refuse(problems(useCase, kind, files));
    }

    private List<FileProblem> problems(String useCase, Kind kind, Map<String, String> files) {
        return checks.stream()
                .flatMap(check -> check.check(useCase, kind, files).stream())
                .toList();
    }

    private static void refuse(List<FileProblem> problems) {
        if (!problems.isEmpty()) {
            throw new RevisionRefused(problems);
        }
    }
}
