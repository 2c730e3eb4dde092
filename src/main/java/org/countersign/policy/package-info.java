/** What each use case may do. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision"})
package org.countersign.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
