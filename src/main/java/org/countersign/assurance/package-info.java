/** Spot-check draws, certificates and the clamp that they put on a route. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy"})
package org.countersign.assurance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
