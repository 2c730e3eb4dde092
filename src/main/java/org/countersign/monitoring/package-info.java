/** Does oversight work: whether cases have changed since a model began to decide. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy", "learning"})
package org.countersign.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
