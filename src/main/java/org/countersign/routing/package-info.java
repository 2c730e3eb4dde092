/** Rules that decide who decides, and their life cycle. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy"})
package org.countersign.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
