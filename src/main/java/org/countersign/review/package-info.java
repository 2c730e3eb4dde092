/** Human tasks and the Java half of their processes: queues, verdicts, the second person. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy"})
package org.countersign.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
