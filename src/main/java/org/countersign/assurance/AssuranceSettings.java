package org.countersign.assurance;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.assurance}.
 *
 * @param drawKey the secret by which spot checks are drawn, 16 characters or more; without one, a random key is made at
 *     the first start and kept in the database
 * @param certifyEvery how often new labels are looked at
 * @param settle how long a decision is left alone before it is, so that none with an earlier id is still on its way
 */
@Validated
@ConfigurationProperties("countersign.assurance")
record AssuranceSettings(
        @Nullable @Size(min = 16) String drawKey,
        @DefaultValue("10s") Duration certifyEvery,
        @DefaultValue("5s") Duration settle) {}
