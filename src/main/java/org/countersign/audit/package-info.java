/** The trail: the append-only, hash-chained record of everything. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision"})
package org.countersign.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
