package org.countersign.assurance;

import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the level that the rules chose, and why: the policy's floor, the stop switch, the certificate and an
 * empty supervision queue make it stricter, never less strict (law 2).
 */
public record Clamp(OversightLevel level, List<Reason> reasons) {

    private static final String SUPERVISION = "supervision";
    private static final String NOBODY = "nobody is in ";

    public Clamp {
        reasons = List.copyOf(reasons);
    }

    /**
     * Depends on nothing but what it is given, so that a decision and its replay cannot differ (law 4).
     *
     * @param ruled the level that the rules chose
     * @param watched whether anyone is there to veto; asked only about a decision on the loop
     */
    public static Clamp of(Policy policy, OversightLevel ruled, Standing standing, BooleanSupplier watched) {
        var reasons = new ArrayList<Reason>();
        var level = floor(policy, ruled, reasons);
        level = assured(policy, level, standing, reasons);
        return new Clamp(watchedOrReviewed(policy, level, watched, reasons), reasons);
    }

    /** What the rules chose, made no less strict than the policy's floor. */
    public static OversightLevel floored(Policy policy, OversightLevel ruled) {
        return policy.floor().compareTo(ruled) <= 0 ? ruled : policy.floor();
    }

    private static OversightLevel floor(Policy policy, OversightLevel level, List<Reason> reasons) {
        if (policy.floor().compareTo(level) <= 0) {
            return level;
        }
        reasons.add(new Reason("floor", "the policy's floor is " + policy.floor()));
        return policy.floor();
    }

    private static OversightLevel assured(
            Policy policy, OversightLevel level, Standing standing, List<Reason> reasons) {
        if (standing.stopped()) {
            reasons.add(new Reason("stop switch", "automatic decisions are stopped"));
            return HUMAN_IN_THE_LOOP;
        }
        return switch (level) {
            case AUTO_APPROVE -> watched(certified(policy, standing, reasons), standing, reasons);
            case HUMAN_ON_THE_LOOP -> {
                var onTheLoop = standing.onTheLoop();
                yield policy.errorBudget().onTheLoop().certified() && (onTheLoop == null || !onTheLoop.covers())
                        ? uncovered(onTheLoop, CertificateState.NONE, reasons)
                        : level;
            }
            case HUMAN_IN_THE_LOOP -> level;
        };
    }

    private static OversightLevel certified(Policy policy, Standing standing, List<Reason> reasons) {
        var cover = standing.cover();
        if (standing.certificate() == CertificateState.VALID && (cover == null || cover.covers())) {
            return AUTO_APPROVE;
        }
        if (policy.assurance() == Policy.Assurance.ADVISORY) {
            reasons.add(new Reason("waiver", "the policy waives the certificate (advisory)"));
            return AUTO_APPROVE;
        }
        return uncovered(cover, standing.certificate(), reasons);
    }

    private static OversightLevel uncovered(
            Standing.@Nullable Cover cover, CertificateState state, List<Reason> reasons) {
        var why = cover != null
                ? String.format(Locale.ROOT, "the certificate covers confidence from %.4f up", cover.from())
                : state == CertificateState.REVOKED
                        ? "the certificate for this model and route is revoked"
                        : "no certificate covers this model and route";
        reasons.add(new Reason("certificate", why));
        return HUMAN_IN_THE_LOOP;
    }

    private static OversightLevel watched(OversightLevel level, Standing standing, List<Reason> reasons) {
        if (level != AUTO_APPROVE || !standing.watched()) {
            return level;
        }
        reasons.add(new Reason("warning", "errors have become more frequent in spot checks: a person watches"));
        return HUMAN_ON_THE_LOOP;
    }

    private static OversightLevel watchedOrReviewed(
            Policy policy, OversightLevel level, BooleanSupplier watched, List<Reason> reasons) {
        if (level != HUMAN_ON_THE_LOOP || watched.getAsBoolean()) {
            return level;
        }
        reasons.add(new Reason(SUPERVISION, NOBODY + policy.supervision().queue() + " to veto"));
        return HUMAN_IN_THE_LOOP;
    }

    /** What the recorded reasons of a route say about whether anyone was there to veto; true when they say nothing. */
    public static boolean wasWatched(List<Reason> recorded) {
        return recorded.stream()
                .noneMatch(r -> r.rule().equals(SUPERVISION) && r.text().startsWith(NOBODY));
    }
}
