package org.countersign.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.countersign.Statements;
import org.countersign.process.OurHistory;

/** The process engine alone, running the very same diagram with delegates that do nothing. */
record BareEngine(String title, ProcessEngine engine, HikariDataSource pool) implements Contender {

    private static final JavaDelegate NOTHING = execution -> {};

    static BareEngine withItsOwnDefaults(Place place) {
        return start("bare engine, its defaults", place, "bare", engine -> {});
    }

    static BareEngine withOurHistory(Place place) {
        return start("bare engine, our history settings", place, "bare_ours", engine -> {
            engine.setCustomHistoryLevels(List.of(OurHistory.level()));
            engine.setHistory(OurHistory.level().getName());
            engine.setHistoryRemovalTimeStrategy("start");
        });
    }

    private static BareEngine start(
            String title, Place place, String name, Consumer<StandaloneProcessEngineConfiguration> settings) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(place.database(name));
        pool.setUsername(place.user());
        pool.setPassword("");
        pool.setMaximumPoolSize(20);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setDataSource(Statements.watched(pool));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(true);
        Map<Object, Object> beans = new HashMap<>();
        for (var delegate : List.of("receive", "predict", "assess", "route", "takeEffect")) {
            beans.put(delegate, NOTHING);
        }
        configuration.setBeans(beans);
        settings.accept(configuration);
        var engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("processes/decision/decision.bpmn")
                .deploy();
        return new BareEngine(title, engine, pool);
    }

    @Override
    public void decide() {
        var instance = engine.getRuntimeService()
                .startProcessInstanceByKey("decision", UUID.randomUUID().toString(), Map.of("level", "AUTO_APPROVE"));
        if (!instance.isEnded()) {
            throw new IllegalStateException("was not approved");
        }
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
