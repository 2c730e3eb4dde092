package org.countersign.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RulesRefused;

/** The rules of a use case as they lie in a folder, checked as they are before a server starts with them. */
final class FolderRules {

    private FolderRules() {}

    /**
     * Builds them.
     *
     * @throws PolicyRefused with all that is wrong with them, golden cases that go another way included
     */
    static RulesAsAssured read(RulesFolder folder, Policy policy, Instant now) {
        var files = files(folder, policy.useCase());
        refuse(policy.useCase(), RuleFiles.check(files, policy));
        return RulesAsAssured.of(Revisions.digest(files), new BuiltRules(RuleFiles.read(files, policy), policy), now);
    }

    private static Map<String, String> files(RulesFolder folder, String useCase) {
        try {
            return RuleFiles.in(folder, useCase);
        } catch (RulesRefused workbook) {
            refuse(useCase, RuleFiles.problems(workbook));
            throw workbook;
        }
    }

    private static void refuse(String useCase, List<FileProblem> problems) {
        if (!problems.isEmpty()) {
            throw new PolicyRefused(problems.stream()
                    .map(p -> new FileProblem(
                            RulesFolder.nameOf(useCase, p.file()), p.line(), p.column(), p.what(), p.mend()))
                    .toList());
        }
    }
}
