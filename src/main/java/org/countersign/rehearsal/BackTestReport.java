package org.countersign.rehearsal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.countersign.decision.LedgerJson;

/**
 * What a change would have done to the decisions of a period. Says the same whenever it is made from the same records,
 * so that its digest can be bound to a publication.
 *
 * @param from first moment of the period
 * @param to first moment after it
 * @param decisions all that were received in the period
 * @param notReplayed those that could not be routed again, by cause; in nothing else of this report
 * @param otherThanRecorded decisions made under the very versions of the baseline that came out at another level than
 *     recorded; zero unless something is wrong (law 4)
 * @param failedBefore decisions on which the rules in force fail, so that a person decides; counted as that
 * @param failedAfter the same for the candidate's rules
 * @param changed decisions that would go another way
 * @param sentences each finding in plain words
 */
public record BackTestReport(
        String useCase,
        VersionPair baseline,
        VersionPair candidate,
        Instant from,
        Instant to,
        long decisions,
        List<NotReplayed> notReplayed,
        long otherThanRecorded,
        long failedBefore,
        long failedAfter,
        LevelMatrix levels,
        long changed,
        Load load,
        ErrorEstimate errorBefore,
        ErrorEstimate errorAfter,
        List<GroupEffect> groups,
        List<String> sentences) {

    /** Which policy and rules. */
    public record VersionPair(String policy, String ruleSet) {}

    /** How many decisions could not be replayed, and why. */
    public record NotReplayed(String cause, long decisions) {}

    public BackTestReport {
        notReplayed = List.copyOf(notReplayed);
        groups = List.copyOf(groups);
        sentences = List.copyOf(sentences);
    }

    String json() {
        return LedgerJson.write(this);
    }

    BackTestReport saying(List<String> words) {
        return new BackTestReport(
                useCase,
                baseline,
                candidate,
                from,
                to,
                decisions,
                notReplayed,
                otherThanRecorded,
                failedBefore,
                failedAfter,
                levels,
                changed,
                load,
                errorBefore,
                errorAfter,
                groups,
                words);
    }

    /** 64 hex digits. */
    static String digest(String json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
