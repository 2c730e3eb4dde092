package org.countersign.assurance;

import java.util.List;

/**
 * A certificate as it is exported: with all the evidence that it was computed from.
 *
 * @param evidence in parts, as it came. Of a batch {@code score:wrong:example}; of a stream the words of its log
 */
public record CertificateFile(Certificate certificate, List<String> evidence) {
    public CertificateFile {
        evidence = List.copyOf(evidence);
    }
}
