package org.countersign.console;

import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says on a page, not as problem details, what a person was refused; {@code templates/error} has what Spring refuses. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Faults {

    /** A page that does not exist, asked for by a browser. */
    @ExceptionHandler(value = NoResourceFoundException.class, produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView noSuchPage(NoResourceFoundException e) {
        return page(e.getStatusCode(), "There is no page at this address.");
    }

    /** The same refusals as everywhere, on the console's pages. */
    @ControllerAdvice(basePackageClasses = Faults.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class OfTheConsole {

        private final EveryPage everyPage;

        OfTheConsole(EveryPage everyPage) {
            this.everyPage = everyPage;
        }

        @ExceptionHandler
        ModelAndView refused(Refused refused) {
            var page = known(HttpStatusCode.valueOf(refused.status()), refused.getMessage());
            if (refused instanceof InvalidInput invalid) {
                page.addObject("message", "Nothing was changed.");
                page.addObject("problems", invalid.problems());
            }
            return page;
        }

        @ExceptionHandler
        ModelAndView refused(ResponseStatusException refused) {
            var reason = refused.getReason();
            return known(refused.getStatusCode(), reason == null ? "This cannot be done." : reason);
        }

        @ExceptionHandler
        ModelAndView lostRace(OptimisticLockingFailureException raced) {
            return known(HttpStatusCode.valueOf(409), "Someone else changed this at the same moment: look again.");
        }

        private ModelAndView known(HttpStatusCode status, String message) {
            return page(status, message).addObject(everyPage.viewer());
        }
    }

    private static ModelAndView page(HttpStatusCode status, String message) {
        var page = new ModelAndView("console/refused");
        page.setStatus(status);
        page.addObject("status", status.value());
        page.addObject("message", message);
        return page;
    }
}
