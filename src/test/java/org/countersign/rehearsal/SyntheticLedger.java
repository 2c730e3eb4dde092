package org.countersign.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.countersign.decision.Actor;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Contribution;
import org.countersign.decision.DecisionEvent;
import org.countersign.decision.Facts;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Request;
import org.countersign.decision.Route;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.countersign.policy.InForceNow;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.Revisions;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger of made-up credit decisions, made under the shipped rules, and the parts that replay it; no process engine. */
public final class SyntheticLedger implements AutoCloseable {

    public static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
    public static final Instant END = START.plus(Duration.ofDays(30));
    public static final double CHECKED = .2;

    private static final List<String> MODULES =
            List.of("decision", "policy", "prediction", "routing", "assurance", "learning", "rehearsal");
    private static final List<String> TABLES =
            List.of("decision", "policy", "prediction", "assurance", "learning", "rehearsal");
    private static final int BATCH = 500;
    private static final Path RULES = Path.of("rules", "credit");
    private static final String[] STATUS = {"A91", "A92", "A93", "A94"};
    private static final String[] PURPOSES = {"A40", "A42", "A43", "A46", "A48", "A49"};

    @EnableTransactionManagement
    private static class Transactions {}

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final JdbcTemplate jdbc;
    private final Policy policy;
    private final Candidate same;
    private final Replay live;

    public SyntheticLedger(DataSource database) {
        for (var table : TABLES) {
            new ResourceDatabasePopulator(new ClassPathResource("db/changelog/" + table + ".sql")).execute(database);
        }
        jdbc = new JdbcTemplate(database);
        var transactions = new JdbcTransactionManager(database);
        context.register(Transactions.class);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(jdbc));
        context.registerBean(JdbcTemplate.class, () -> jdbc);
        context.registerBean(JdbcTransactionManager.class, () -> transactions);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        context.registerBean(ObjectMapper.class, () -> new ObjectMapper());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        for (var module : MODULES) {
            context.scan("org.countersign." + module);
        }
        context.refresh();
        var files = files(file("oversight.drl"));
        policy = InForceNow.first(bean(Revisions.class), bean(Policies.class), "credit", file("policy.yaml"), files);
        same = Candidate.of("the same", files, policy);
        live = Replay.of(same);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Says in a transaction that these decisions were routed, as the process would. */
    void publishRouted(List<String> ids) {
        bean(TransactionTemplate.class)
                .executeWithoutResult(status -> ids.forEach(id -> {
                    var facts = bean(RecordedDecisions.class)
                            .find("credit", id)
                            .orElseThrow()
                            .replayable();
                    var route = new Route(
                            OversightLevel.AUTO_APPROVE,
                            List.of(),
                            null,
                            50,
                            false,
                            same.version(),
                            policy.version(),
                            0,
                            false,
                            OversightLevel.AUTO_APPROVE,
                            "");
                    context.publishEvent(new DecisionEvent.Routed(
                            id,
                            Actor.ENGINE,
                            START,
                            "credit",
                            facts.prediction(),
                            facts.standing(),
                            facts.workload(),
                            route));
                }));
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    Policy policy() {
        return policy;
    }

    /** What is in force, as a candidate. */
    public Candidate same() {
        return same;
    }

    /** Asks for more confidence before the model's word stands. */
    public Candidate stricter() {
        return Candidate.of("stricter", files(file("oversight.drl").replace("0.90", "0.96")), policy);
    }

    /** Sends everything to a person. */
    public Candidate strictest() {
        var all = "rule \"all\" @owner(\"o\") @rationale(\"r\") when Case() then route.review(\"all\"); end";
        return Candidate.of("strictest", Map.of("oversight.drl", all), policy);
    }

    /** The policy, but for a piece of its text. */
    Policy policyWith(String from, String to) {
        return PolicyReader.read("credit", "policy.yaml", file("policy.yaml").replace(from, to));
    }

    private static Map<String, String> files(String text) {
        return Map.of("limits.csv", file("limits.csv"), "oversight.drl", text);
    }

    /** Decisions evenly over the period; people judged what came to them, and every fifth of the others. */
    public void fill(int decisions) {
        var random = new SplittableRandom(1);
        var step = Duration.between(START, END).dividedBy(decisions);
        var rows = new ArrayList<Object[]>();
        var labels = new ArrayList<Object[]>();
        for (int i = 0; i < decisions; i++) {
            var at = START.plus(step.multipliedBy(i));
            add("%08d".formatted(i), at, random, rows, labels);
            if (rows.size() == BATCH || i == decisions - 1) {
                insert(rows, labels);
            }
        }
    }

    private void add(String id, Instant at, SplittableRandom random, List<Object[]> rows, List<Object[]> labels) {
        var facts = facts(at, random);
        var replayed = live.of(facts, true);
        var level = replayed.level();
        var probability = level == OversightLevel.HUMAN_IN_THE_LOOP ? 1 : CHECKED;
        var route = new Route(
                level,
                replayed.reasons(),
                replayed.ruling().queue(),
                replayed.ruling().priority(),
                replayed.ruling().secondPerson(),
                same.version(),
                policy.version(),
                probability == 1 ? 0 : probability,
                false,
                null,
                null);
        rows.add(new Object[] {
            id,
            LedgerJson.write(new Request("credit", null, facts.subject(), null, facts.context())),
            policy.version(),
            same.version(),
            LedgerJson.write(facts.prediction()),
            LedgerJson.write(new TreeMap<>(Map.of("standing", facts.standing(), "workload", facts.workload()))),
            LedgerJson.write(route),
            level.name(),
            at.atOffset(ZoneOffset.UTC)
        });
        if (random.nextDouble() < probability) {
            var wrong = random.nextDouble() > facts.prediction().confidence();
            var truth = facts.prediction().label().equals("good") == wrong ? "bad" : "good";
            labels.add(new Object[] {id + "-REVIEW", id, truth, truth, probability, at.atOffset(ZoneOffset.UTC)});
        }
    }

    private void insert(List<Object[]> rows, List<Object[]> labels) {
        jdbc.batchUpdate("""
                insert into decision (id, use_case, caller, request_digest, request, policy, rule_set, prediction, facts,
                                      route, level, status, created_at)
                values (?, 'credit', 'bot', '', ?, ?, ?, ?, ?, ?, ?, 'FINAL', ?)""", rows);
        jdbc.batchUpdate("""
                insert into example (id, use_case, decision_id, fields, label, how, labelled_by, blind_judgement,
                                     probability, at, held_back)
                values (?, 'credit', ?, '{}', ?, 'REVIEW', 'worker', ?, ?, ?, false)""", labels);
        rows.clear();
        labels.clear();
    }

    private Facts facts(Instant at, SplittableRandom random) {
        var fields = new TreeMap<String, Object>();
        fields.put("credit_amount", (double) random.nextInt(250, 18_000));
        fields.put("duration_months", (double) random.nextInt(4, 60));
        fields.put("age", (double) random.nextInt(18, 75));
        fields.put("personal_status_sex", STATUS[(int) (random.nextDouble() * random.nextDouble() * STATUS.length)]);
        fields.put("checking_status", "A1" + random.nextInt(1, 5));
        fields.put("savings", "A6" + random.nextInt(1, 6));
        fields.put("purpose", PURPOSES[random.nextInt(PURPOSES.length)]);
        fields.put("foreign_worker", "A201");
        var confidence = .5 + .5 * Math.sqrt(random.nextDouble());
        var label = random.nextInt(5) == 0 ? "bad" : "good";
        var other = label.equals("bad") ? "good" : "bad";
        return new Facts(
                new Case(fields),
                new Prediction(
                        label,
                        confidence,
                        Map.of(label, confidence, other, 1 - confidence),
                        .5,
                        contributions(fields, random),
                        "credit-1"),
                Standing.none(),
                new Workload(random.nextInt(30), random.nextInt(600)),
                new Context("web", null, at));
    }

    /** As many as a real model gives. */
    private List<Contribution> contributions(Map<String, Object> fields, SplittableRandom random) {
        return policy.fields().stream()
                .map(f -> new Contribution(f.name(), fields.get(f.name()), random.nextDouble(-1, 1)))
                .toList();
    }

    static String file(String name) {
        try {
            return Files.readString(RULES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> ids(String sql, Object... arguments) {
        return Set.copyOf(jdbc.queryForList(sql, String.class, arguments));
    }

    @Override
    public void close() {
        context.close();
    }
}
