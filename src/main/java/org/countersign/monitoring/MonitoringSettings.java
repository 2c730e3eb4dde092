package org.countersign.monitoring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.monitoring}.
 *
 * @param checkEvery how often a node looks whether cases have changed; zero: never
 */
@Validated
@ConfigurationProperties("countersign.monitoring")
record MonitoringSettings(@DefaultValue("PT1M") Duration checkEvery) {}
