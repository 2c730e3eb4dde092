package org.countersign.console;

import java.util.Map;
import org.countersign.assurance.StopSwitch;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.security.CurrentActor;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stops automatic decisions and has them resumed; what is refused is said on the page that was sent. */
@Controller
@RequestMapping("/console/assurance")
class StopsController {

    private static final String PAGE = "redirect:/console/assurance";

    private final StopSwitch stopSwitch;
    private final PromisesPage all;
    private final PromisePage one;
    private final CurrentActor actor;

    StopsController(StopSwitch stopSwitch, PromisesPage all, PromisePage one, CurrentActor actor) {
        this.stopSwitch = stopSwitch;
        this.all = all;
        this.one = one;
        this.actor = actor;
    }

    @PostMapping("/{turn:stops|resumptions}")
    ModelAndView turnAll(
            @PathVariable String turn, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        try {
            turn(StopSwitch.ALL, turn, reason, redirect);
            return new ModelAndView(PAGE);
        } catch (Refused refused) {
            return all.refused(refused, turn, Map.of("scope", StopSwitch.ALL, "reason", reason));
        }
    }

    @PostMapping("/{useCase}/{turn:stops|resumptions}")
    ModelAndView turn(
            @PathVariable String useCase,
            @PathVariable String turn,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        try {
            if (!scope.equals(StopSwitch.ALL) && !StopSwitch.useCase(scope).equals(useCase)) {
                throw new InvalidInput("/scope", "It is no part of " + useCase + ".", "Choose what to stop or resume.");
            }
            turn(scope, turn, reason, redirect);
            return new ModelAndView(PAGE + "/" + useCase);
        } catch (Refused refused) {
            return one.refused(useCase, refused, turn, Map.of("scope", scope, "reason", reason));
        }
    }

    private void turn(String scope, String turn, String reason, RedirectAttributes redirect) {
        var stops = turn.equals("stops");
        stopSwitch.turn(scope, stops, actor.name(), reason);
        redirect.addFlashAttribute(
                "notice",
                stops
                        ? "Stopped: from now on these cases go to people."
                        : "Resumed: decisions may take effect by themselves again.");
    }
}
