package org.countersign.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code countersign.security}.
 *
 * @param admin the first administrator, created at start if no user has that name
 * @param demoUsers name to groups; looked at in the profile demo only
 * @param engineBodyLimit the longest body that the engine's REST takes
 * @param apiBodyLimit the longest body that our own REST takes, but for imports
 * @param importBodyLimit the longest body of an import of examples
 * @param modelBodyLimit the longest file of a brought model
 */
@Validated
@ConfigurationProperties("countersign.security")
record SecuritySettings(
        @Valid @Nullable Admin admin,
        @DefaultValue Map<String, Set<String>> demoUsers,
        @DefaultValue("2MB") DataSize engineBodyLimit,
        @DefaultValue("1MB") DataSize apiBodyLimit,
        @DefaultValue("64MB") DataSize importBodyLimit,
        @DefaultValue("50000000B") DataSize modelBodyLimit) {

    record Admin(@NotBlank String name, @NotBlank String password) {

        @Override
        public String toString() {
            return "Admin[" + name + "]";
        }
    }
}
