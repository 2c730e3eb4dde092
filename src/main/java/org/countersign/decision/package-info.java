/** The record of a decision: what was asked, proposed, routed, decided, by whom; and the words all modules share. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.countersign.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
