package org.countersign.decision;

import java.util.Locale;
import org.springframework.core.env.Environment;

/** Tells whether this process has its database to itself, as with H2 in a file or in memory: no other node is there. */
public final class SoleProcess {

    private SoleProcess() {}

    public static boolean owns(Environment environment) {
        return owns(environment.getProperty("spring.datasource.url", ""));
    }

    static boolean owns(String databaseUrl) {
        var url = databaseUrl.toLowerCase(Locale.ROOT);
        return url.startsWith("jdbc:h2:")
                && !url.startsWith("jdbc:h2:tcp:")
                && !url.startsWith("jdbc:h2:ssl:")
                && !url.contains("auto_server=true");
    }
}
