/** The pages. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "decision",
            "policy",
            "prediction",
            "routing",
            "assurance",
            "process",
            "review",
            "learning",
            "rehearsal",
            "monitoring",
            "audit",
            "security"
        })
package org.countersign.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
