/** The Java half of {@code processes/decision}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy", "prediction", "routing", "assurance", "review"})
package org.countersign.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
