package org.countersign.console;

import java.util.List;
import java.util.Map;
import org.countersign.assurance.Alarm;
import org.countersign.assurance.Certificates;
import org.countersign.assurance.Doubts;
import org.countersign.assurance.StopSwitch;
import org.countersign.decision.Refused;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page that says of all use cases whether auto-approval runs. */
@Component
class PromisesPage {

    /** @param warnings that nobody has lifted yet */
    record Row(Heads.Head head, AutoApproval approval, List<StopView> parts, long warnings) {}

    private final Heads heads;
    private final Certificates certificates;
    private final Doubts doubts;
    private final StopSwitch stopSwitch;
    private final PromisePage one;
    private final EveryPage everyPage;

    PromisesPage(
            Heads heads,
            Certificates certificates,
            Doubts doubts,
            StopSwitch stopSwitch,
            PromisePage one,
            EveryPage everyPage) {
        this.heads = heads;
        this.certificates = certificates;
        this.doubts = doubts;
        this.stopSwitch = stopSwitch;
        this.one = one;
        this.everyPage = everyPage;
    }

    ModelAndView page() {
        var known = heads.heads();
        var all = stopSwitch.list().stream()
                .filter(s -> s.scope().equals(StopSwitch.ALL))
                .map(s -> StopView.of(s, StopView.EVERYTHING, everyPage.viewer()))
                .toList();
        return new ModelAndView("assurance/overview")
                .addObject("inAssurance", true)
                .addObject("stops", all)
                .addObject(
                        "scopes",
                        all.isEmpty() ? List.of(new PromisePage.Scope(StopSwitch.ALL, StopView.EVERYTHING)) : List.of())
                .addObject("promises", known.stream().map(this::row).toList());
    }

    /** The same, saying what was refused. */
    ModelAndView refused(Refused refused, String form, Map<String, String> typed) {
        var page = page().addObject("form", form)
                .addObject("typed", typed)
                .addObject("problems", PromisePage.said(refused));
        page.setStatus(HttpStatusCode.valueOf(refused.status()));
        return page;
    }

    private Row row(Heads.Head head) {
        var stops = one.stops(head.policy());
        return new Row(
                head,
                AutoApproval.of(
                        head.policy(), stops.stream().anyMatch(StopView::whole), certificates.cells(head.useCase())),
                stops.stream().filter(s -> !s.whole()).toList(),
                doubts.list(head.useCase()).stream()
                        .map(Doubts.AlarmView::alarm)
                        .filter(a -> a.kind() == Alarm.Kind.WARNING && a.liftedBy() == null)
                        .count());
    }
}
