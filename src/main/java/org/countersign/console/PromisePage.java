package org.countersign.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.assurance.Certificate;
import org.countersign.assurance.Certificates;
import org.countersign.assurance.Checks;
import org.countersign.assurance.Doubts;
import org.countersign.assurance.StopSwitch;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.decision.Refused;
import org.countersign.policy.Policy;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a use case's promise stands, as it is or with what was refused on it. */
@Component
class PromisePage {

    private static final String VIEW = "assurance/use-case";

    /** What can be stopped. */
    record Scope(String value, String words) {}

    /** A certificate as the page lists it; its segment and label in words. */
    record Row(Certificate certificate, String segment, String label) {}

    private final Heads heads;
    private final Certificates certificates;
    private final Checks checks;
    private final Doubts doubts;
    private final StopSwitch stopSwitch;
    private final EveryPage everyPage;

    PromisePage(
            Heads heads,
            Certificates certificates,
            Checks checks,
            Doubts doubts,
            StopSwitch stopSwitch,
            EveryPage everyPage) {
        this.heads = heads;
        this.certificates = certificates;
        this.checks = checks;
        this.doubts = doubts;
        this.stopSwitch = stopSwitch;
        this.everyPage = everyPage;
    }

    ModelAndView of(String useCase) {
        var head = heads.head(useCase);
        var policy = head.policy();
        var cells = certificates.cells(useCase);
        var stops = stops(policy);
        var groups = Cells.of(policy, cells, checks.list(useCase, cells)).stream()
                .collect(Collectors.partitioningBy(g -> g.current(head.model())));
        return new ModelAndView(VIEW)
                .addObject("inAssurance", true)
                .addObject("head", head)
                .addObject("figures", new Figures())
                .addObject("approval", AutoApproval.of(policy, stops.stream().anyMatch(StopView::whole), cells))
                .addObject("stops", stops)
                .addObject("scopes", scopes(policy, stops))
                .addObject("groups", groups.get(true))
                .addObject("others", groups.get(false))
                .addObject(
                        "alarms",
                        doubts.list(useCase).stream()
                                .map(a -> AlarmRow.of(a, policy, stops))
                                .toList())
                .addObject(
                        "certificates",
                        certificates.list(useCase).stream()
                                .map(c -> row(policy, c))
                                .toList());
    }

    /** The same, saying what was refused; {@code typed} is what stood in the form. */
    ModelAndView refused(String useCase, Refused refused, String form, Map<String, String> typed) {
        var page = of(useCase).addObject("form", form).addObject("typed", typed).addObject("problems", said(refused));
        page.setStatus(HttpStatusCode.valueOf(refused.status()));
        return page;
    }

    static List<Problem> said(Refused refused) {
        return refused instanceof InvalidInput invalid
                ? invalid.problems()
                : List.of(new Problem("", refused.getMessage(), ""));
    }

    /** What stops decisions of the use case, or a part of them. */
    List<StopView> stops(Policy policy) {
        return stopSwitch.list().stream()
                .filter(s -> List.of(StopSwitch.ALL, policy.useCase()).contains(StopSwitch.useCase(s.scope())))
                .map(s -> StopView.of(s, StopView.what(s.scope(), policy), everyPage.viewer()))
                .toList();
    }

    private static List<Scope> scopes(Policy policy, List<StopView> stops) {
        var scopes = new ArrayList<String>();
        scopes.add(policy.useCase());
        policy.segmentNames().stream()
                .filter(segment -> !segment.isEmpty())
                .map(segment -> StopSwitch.scope(policy.useCase(), segment))
                .forEach(scopes::add);
        scopes.add(StopSwitch.ALL);
        var stopped = stops.stream().map(StopView::scope).toList();
        return scopes.stream()
                .filter(scope -> !stopped.contains(scope))
                .map(scope -> new Scope(scope, StopView.what(scope, policy)))
                .toList();
    }

    private static Row row(Policy policy, Certificate c) {
        var label = c.cell().label();
        return new Row(
                c,
                Cells.segment(policy, c.cell().segment()),
                policy.label(label).map(l -> l.title()).orElse(label));
    }
}
