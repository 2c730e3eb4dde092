package org.countersign.assurance;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.assurance}.
 *
 * @param drawKey the secret by which spot checks are drawn, 16 characters or more; without one, a random key is made at
 *     the first start and kept in the database
 */
@Validated
@ConfigurationProperties("countersign.assurance")
record AssuranceSettings(@Nullable @Size(min = 16) String drawKey) {}
