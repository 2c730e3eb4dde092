package org.countersign.policy;

import java.util.Optional;
import org.countersign.policy.Revision.Kind;

/** Knows which back-tests there are. A proposal names one only if it is of the very text that is proposed. */
public interface BackTestRegister {

    /** The versions that a back-test compared with. */
    record Baseline(String policy, String ruleSet) {}

    /** What the back-test of this version, nothing else changed, compared with when it came out with this digest. */
    Optional<Baseline> baseline(String useCase, Kind kind, String version, String digest);
}
