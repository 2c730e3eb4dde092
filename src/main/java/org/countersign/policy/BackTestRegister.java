package org.countersign.policy;

import org.countersign.policy.Revision.Kind;

/** Knows which back-tests there are. A proposal names one only if it is of the very text that is proposed. */
public interface BackTestRegister {

    /** Whether a back-test of this version, with the policy or rules then in force, came out with this digest. */
    boolean has(String useCase, Kind kind, String version, String digest);
}
