package org.countersign.assurance;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.countersign.decision.OneAtATime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key of the spot-check draw: from the configuration, or made once and shared by all nodes of a database. */
@Component
class DrawKey implements SmartInitializingSingleton {

    private static final int BYTES = 32;

    private final AssuranceSettings settings;
    private final JdbcClient jdbc;
    private final OneAtATime oneAtATime;
    private volatile byte @Nullable [] key;

    DrawKey(AssuranceSettings settings, JdbcClient jdbc, OneAtATime oneAtATime) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.oneAtATime = oneAtATime;
    }

    /** Before the first decision: made in a decision's transaction, it could be lost with it and yet be in use. */
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.drawKey() == null) {
            oneAtATime.run(() -> {
                if (stored().isEmpty()) {
                    make();
                }
            });
        }
    }

    byte[] bytes() {
        var known = key;
        if (known == null) {
            known = load();
            key = known;
        }
        return known;
    }

    private byte[] load() {
        if (settings.drawKey() != null) {
            return settings.drawKey().getBytes(StandardCharsets.UTF_8);
        }
        return HexFormat.of().parseHex(stored().orElseThrow());
    }

    private void make() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        jdbc.sql("insert into draw_key (id, hex) values (1, ?)")
                .param(HexFormat.of().formatHex(random))
                .update();
    }

    private Optional<String> stored() {
        return jdbc.sql("select hex from draw_key where id = 1")
                .query(String.class)
                .optional();
    }
}
