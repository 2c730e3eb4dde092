package org.countersign.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.policy.Revision.Kind;
import org.springframework.stereotype.Component;

/** All checks of files that are to be a version. */
@Component
class RevisionChecks {

    private final List<RevisionCheck> checks;
    private final Optional<BackTestRegister> backTests;

    /** @param backTests empty where nothing is back-tested, so that no proposal can name one */
    RevisionChecks(List<RevisionCheck> checks, Optional<BackTestRegister> backTests) {
        this.checks = checks;
        this.backTests = backTests;
    }

    /** The back-test is of the very text that is proposed, and compares it with what is in force. */
    void requireBackTest(String useCase, Kind kind, String version, String digest, InForce inForce) {
        var baseline = backTests
                .flatMap(known -> known.baseline(useCase, kind, version, digest))
                .orElseThrow(() -> new RevisionConflict(
                        "There is no such back-test of this text: it was saved since. Look again."));
        if (!baseline.policy().equals(inForce.policy()) || !baseline.ruleSet().equals(inForce.ruleSet())) {
            throw new RevisionConflict(
                    "The rules or the policy in force have changed since this back-test, so it compares with what no"
                            + " longer holds: make a new one, and propose with that.");
        }
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

    /** Taking back what was in force before asks only that it reads: it is needed most when today's checks refuse it. */
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
