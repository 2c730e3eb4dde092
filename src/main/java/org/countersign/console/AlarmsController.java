package org.countersign.console;

import java.util.Map;
import java.util.function.Function;
import org.countersign.assurance.Doubts;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.process.ReReviews;
import org.countersign.review.Blindness;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An alarm: what it was about, which decisions it puts in doubt, and what a supervisor can do about it. */
@Controller
@RequestMapping("/console/assurance/{useCase}/alarms/{id}")
class AlarmsController {

    /** At a time, so that queues do not drown. */
    private static final int MOST = 200;

    private final Heads heads;
    private final Doubts doubts;
    private final ReReviews reReviews;
    private final Blindness blindness;
    private final PromisePage promise;
    private final EveryPage everyPage;

    AlarmsController(
            Heads heads,
            Doubts doubts,
            ReReviews reReviews,
            Blindness blindness,
            PromisePage promise,
            EveryPage everyPage) {
        this.heads = heads;
        this.doubts = doubts;
        this.reReviews = reReviews;
        this.blindness = blindness;
        this.promise = promise;
        this.everyPage = everyPage;
    }

    @GetMapping
    ModelAndView one(@PathVariable String useCase, @PathVariable String id) {
        var head = heads.head(useCase);
        var found = doubts.find(useCase, id);
        var inDoubt = doubts.inDoubt(useCase, id, MOST);
        var seen = blindness.visible(
                inDoubt, Function.identity(), everyPage.viewer().name());
        return new ModelAndView("assurance/alarm")
                .addObject("inAssurance", true)
                .addObject("head", head)
                .addObject("most", MOST)
                .addObject("alarm", AlarmRow.of(found, head.policy(), promise.stops(head.policy())))
                .addObject("decisions", seen)
                .addObject("withheld", inDoubt.size() - seen.size());
    }

    @PostMapping("/re-reviews")
    ModelAndView reReview(
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String most,
            RedirectAttributes redirect) {
        try {
            var started = reReviews.start(
                    useCase, id, number(most), everyPage.viewer().name());
            redirect.addFlashAttribute(
                    "notice",
                    started.isEmpty()
                            ? "None was left to be reviewed again."
                            : "Put up for review again: " + started.size() + ".");
            return page(useCase, id);
        } catch (Refused refused) {
            return refused(useCase, id, refused, "re-reviews", Map.of("most", most));
        }
    }

    @PostMapping("/lifting")
    ModelAndView lift(
            @PathVariable String useCase,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            doubts.lift(useCase, id, everyPage.viewer().name(), reason);
            redirect.addFlashAttribute("notice", "Lifted: people no longer watch what would be approved unseen.");
            return page(useCase, id);
        } catch (Refused refused) {
            return refused(useCase, id, refused, "lifting", Map.of("reason", reason));
        }
    }

    private static int number(String most) {
        if (most.matches("[1-9][0-9]{0,2}") && Integer.parseInt(most) <= MOST) {
            return Integer.parseInt(most);
        }
        throw new InvalidInput("/most", "It is not a number within 1 and " + MOST + ".", "Say how many.");
    }

    private static ModelAndView page(String useCase, String id) {
        return new ModelAndView("redirect:/console/assurance/" + useCase + "/alarms/" + id);
    }

    private ModelAndView refused(String useCase, String id, Refused refused, String form, Map<String, String> typed) {
        var page = one(useCase, id)
                .addObject("form", form)
                .addObject("typed", typed)
                .addObject("problems", PromisePage.said(refused));
        page.setStatus(HttpStatusCode.valueOf(refused.status()));
        return page;
    }
}
