package org.countersign.simulation;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.simulation}; nothing is simulated outside the demo.
 *
 * @param examples how many made-up labelled cases each use case learns from at the first start
 * @param decisions how many made-up cases are then sent in for each use case
 */
@Validated
@ConfigurationProperties("countersign.simulation")
record SimulationSettings(
        @DefaultValue("0") @Min(0) int examples,
        @DefaultValue("0") @Min(0) int decisions) {}
