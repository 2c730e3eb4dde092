package org.countersign.learning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.learning}.
 *
 * @param checkEvery how often a node looks whether a retraining is due; zero: never
 */
@Validated
@ConfigurationProperties("countersign.learning")
record LearningSettings(@DefaultValue("PT1M") Duration checkEvery) {}
