package org.countersign.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.policy.Revision.Kind;
import org.springframework.stereotype.Component;

/** A policy is one file, and it reads. */
@Component
class PolicyCheck implements RevisionCheck {

    @Override
    public List<FileProblem> check(String useCase, Kind kind, Map<String, String> files) {
        if (kind != Kind.POLICY) {
            return List.of();
        }
        var problems = new ArrayList<FileProblem>();
        files.keySet().stream()
                .filter(name -> !name.equals(Policies.FILE))
                .forEach(name ->
                        problems.add(new FileProblem(name, 1, 1, "It is no part of a policy.", "Leave it out.")));
        var text = files.get(Policies.FILE);
        if (text == null) {
            problems.add(new FileProblem(Policies.FILE, 1, 1, "There is no policy.", "Write one."));
            return problems;
        }
        try {
            PolicyReader.read(useCase, Policies.FILE, text);
        } catch (PolicyRefused refused) {
            problems.addAll(refused.problems());
        }
        return problems;
    }
}
