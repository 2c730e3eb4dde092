/** What a change would have done: replay, back-test, trial, shadow. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy", "prediction", "routing", "assurance", "learning"})
package org.countersign.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
