/** A world to rehearse in: cases with a known truth, and people who err. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy", "prediction", "process", "learning"})
package org.countersign.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
