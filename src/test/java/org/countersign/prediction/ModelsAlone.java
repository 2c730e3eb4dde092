package org.countersign.prediction;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Models without a database behind them: for rehearsing only. */
public final class ModelsAlone {

    private ModelsAlone() {}

    public static Models open() {
        var nowhere = new DriverManagerDataSource("jdbc:h2:mem:");
        return new Models(
                new StoredModels(JdbcClient.create(nowhere)), new JdbcTransactionManager(nowhere), Clock.systemUTC());
    }
}
