package org.countersign.console;

import org.countersign.security.CurrentActor;
import org.countersign.security.Roles;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console knows. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
class EveryPage {

    private final CurrentActor actor;

    EveryPage(CurrentActor actor) {
        this.actor = actor;
    }

    @ModelAttribute
    Viewer viewer() {
        var officer = actor.hasRole(Roles.COMPLIANCE_OFFICER);
        return new Viewer(
                actor.name(),
                officer,
                actor.hasRole(Roles.SUPERVISOR),
                officer || actor.hasRole(Roles.AUDITOR) || actor.hasRole(Roles.ADMIN));
    }
}
