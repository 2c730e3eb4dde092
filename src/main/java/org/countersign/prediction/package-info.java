/** The model's opinion, its confidence, and the registry of models. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy"})
package org.countersign.prediction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
