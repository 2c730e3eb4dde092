package org.countersign.api;

import java.util.List;
import org.countersign.assurance.Alarm;
import org.countersign.assurance.Certificate;
import org.countersign.assurance.CertificateFile;
import org.countersign.assurance.Certificates;
import org.countersign.assurance.Checks;
import org.countersign.assurance.Doubts;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.process.ReReviews;
import org.countersign.security.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The promise over REST: how each cell stands, the record behind it, and what spot checks said against it. */
@RestController
@RequestMapping(path = "/api/v1/use-cases/{useCase}", produces = MediaType.APPLICATION_JSON_VALUE)
class CertificatesController {

    private static final int MOST = 200;

    /** {@code waiver}: auto-approval runs without a certificate, because the policy says so. */
    record Promise(
            boolean waiver,
            List<Certificates.CellView> cells,
            List<Checks.View> spotChecks,
            List<Certificate> certificates) {}

    /** {@code inDoubt}: how many decisions; {@code decisions} are the oldest of them. */
    record AlarmView(Alarm alarm, long inDoubt, List<String> decisions) {}

    /** At most so many at a time, so that queues do not drown. */
    record ReReview(@Nullable Integer most) {}

    record ReReviewed(List<String> decisions, long inDoubt) {}

    record Lifting(@Nullable String reason) {}

    private final Certificates certificates;
    private final Checks checks;
    private final Doubts doubts;
    private final ReReviews reReviews;
    private final Policies policies;
    private final CurrentActor actor;

    CertificatesController(
            Certificates certificates,
            Checks checks,
            Doubts doubts,
            ReReviews reReviews,
            Policies policies,
            CurrentActor actor) {
        this.certificates = certificates;
        this.checks = checks;
        this.doubts = doubts;
        this.reReviews = reReviews;
        this.policies = policies;
        this.actor = actor;
    }

    @GetMapping("/certificates")
    Promise certificates(@PathVariable String useCase) {
        var waiver = policies.current(useCase).assurance() == Policy.Assurance.ADVISORY;
        var cells = certificates.cells(useCase);
        return new Promise(waiver, cells, checks.list(useCase, cells), certificates.list(useCase));
    }

    /** All of it, with its evidence: what {@code verify-certificate} computes again. */
    @GetMapping("/certificates/{id}")
    CertificateFile export(@PathVariable String useCase, @PathVariable String id) {
        return certificates.export(useCase, id);
    }

    @GetMapping("/alarms")
    List<Doubts.AlarmView> alarms(@PathVariable String useCase) {
        return doubts.list(useCase);
    }

    @GetMapping("/alarms/{id}")
    AlarmView alarm(
            @PathVariable String useCase, @PathVariable String id, @RequestParam(defaultValue = "200") int limit) {
        var found = doubts.find(useCase, id);
        var most = Math.max(1, Math.min(MOST, limit));
        return new AlarmView(found.alarm(), found.inDoubt(), doubts.inDoubt(useCase, id, most));
    }

    @PostMapping(path = "/alarms/{id}/re-reviews", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReReviewed reReview(@PathVariable String useCase, @PathVariable String id, @RequestBody ReReview asked) {
        var most = asked.most() == null ? MOST : asked.most();
        if (most < 1 || most > MOST) {
            throw new InvalidInput("/most", "It is not within 1 and " + MOST + ".", "Send a number in that range.");
        }
        var started = reReviews.start(useCase, id, most, actor.name());
        return new ReReviewed(started, doubts.find(useCase, id).inDoubt());
    }

    @PostMapping(path = "/alarms/{id}/lifting", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable String useCase, @PathVariable String id, @RequestBody Lifting lifting) {
        doubts.lift(useCase, id, actor.name(), lifting.reason() == null ? "" : lifting.reason());
    }
}
