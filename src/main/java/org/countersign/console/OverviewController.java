package org.countersign.console;

import java.util.List;
import org.countersign.assurance.StopSwitch;
import org.countersign.policy.Drafts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** All use cases, with what is in force for each. */
@Controller
class OverviewController {

    /** How many drafts and open proposals a use case has. */
    record Work(int drafts, int proposals) {}

    record Row(Heads.Head head, boolean stopped, Work rules, Work policy) {
        public Work work(Section section) {
            return section.rules() ? rules : policy;
        }
    }

    private final Heads heads;
    private final Drafts drafts;
    private final StopSwitch stopSwitch;

    OverviewController(Heads heads, Drafts drafts, StopSwitch stopSwitch) {
        this.heads = heads;
        this.drafts = drafts;
        this.stopSwitch = stopSwitch;
    }

    @GetMapping("/console")
    String home(Model model) {
        model.addAttribute("sections", List.of(Section.values()));
        model.addAttribute("rows", rows());
        return "console/overview";
    }

    @GetMapping("/console/{part:rules|policies}")
    String section(@PathVariable String part, Model model) {
        model.addAttribute("sections", List.of(Section.of(part)));
        model.addAttribute("section", Section.of(part));
        model.addAttribute("rows", rows());
        return "console/overview";
    }

    private List<Row> rows() {
        return heads.heads().stream()
                .map(head -> new Row(
                        head,
                        stopSwitch.isOn(head.useCase()),
                        work(head.useCase(), Section.RULES),
                        work(head.useCase(), Section.POLICIES)))
                .toList();
    }

    private Work work(String useCase, Section section) {
        return new Work(
                drafts.list(useCase, section.kind()).size(),
                heads.proposed(useCase, section).size());
    }
}
