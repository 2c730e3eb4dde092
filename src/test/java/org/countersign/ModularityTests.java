package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesUseOnlyWhatTheySayTheyUse() {
        var modules = ApplicationModules.of(Countersign.class);

        modules.verify();
        assertThat(modules.stream()).hasSizeGreaterThan(10);
    }
}
