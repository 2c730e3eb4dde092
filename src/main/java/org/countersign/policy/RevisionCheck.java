package org.countersign.policy;

import java.util.List;
import java.util.Map;
import org.countersign.policy.Revision.Kind;

/** Says all that is wrong with files that are to be a version. One that cannot be read is never put in force. */
public interface RevisionCheck {

    /** Why they cannot be read; empty when nothing is wrong, or when this check has no say in that kind. */
    List<FileProblem> check(String useCase, Kind kind, Map<String, String> files);

    /** What else there is to say about files that can be read: what may not be meant, or certainly is a mistake. */
    default List<FileProblem> doubts(String useCase, Kind kind, Map<String, String> files) {
        return List.of();
    }
}
