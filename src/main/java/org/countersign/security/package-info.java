/** Who may do what, at which door. */
@NullMarked
@ApplicationModule(allowedDependencies = {"decision", "policy"})
package org.countersign.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
