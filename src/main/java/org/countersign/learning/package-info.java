/** Examples become training runs, runs become promotions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy", "prediction", "assurance"})
package org.countersign.learning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
