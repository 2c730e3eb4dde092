package org.countersign;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Writes down what is asked of a database while someone wants to know; stands aside otherwise. */
@Component
@Profile("test")
public final class Statements implements BeanPostProcessor {

    /** One trip to the database: a statement, and how many rows it wrote; a batch is one trip. */
    public record Trip(String sql, int rows) {

        /** As {@code insert decision}. */
        String title() {
            var words = WRITE.matcher(sql);
            return words.find() ? (words.group(1) + " " + words.group(2)).toLowerCase(Locale.ROOT) : sql;
        }

        boolean writes() {
            return !sql.regionMatches(true, 0, "select", 0, "select".length());
        }
    }

    /** What was asked, in order. */
    public record Log(List<Trip> trips) {

        /** Rows written, by {@code insert <table>}, {@code update <table>} and {@code delete <table>}. */
        public Map<String, Integer> rows() {
            return trips.stream()
                    .filter(Trip::writes)
                    .collect(Collectors.toMap(Trip::title, Trip::rows, Integer::sum, TreeMap::new));
        }

        public List<String> reads() {
            return trips.stream().filter(t -> !t.writes()).map(Trip::sql).toList();
        }
    }

    private static final Pattern WRITE =
            Pattern.compile("(insert|update|delete)\\s+(?:into\\s+|from\\s+)?(\\w+)", Pattern.CASE_INSENSITIVE);

    private static volatile Predicate<Thread> wanted = thread -> false;
    private static final List<Trip> TRIPS = new ArrayList<>();

    /** What the threads that are wanted ask while this work is done. One record at a time. */
    public static Log during(Predicate<Thread> threads, Runnable work) {
        synchronized (TRIPS) {
            TRIPS.clear();
        }
        wanted = threads;
        try {
            work.run();
        } finally {
            wanted = thread -> false;
        }
        synchronized (TRIPS) {
            return new Log(List.copyOf(TRIPS));
        }
    }

    /** What the calling thread asks. */
    public static Log during(Runnable work) {
        return during(Thread.currentThread()::equals, work);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? watched(source) : bean;
    }

    public static DataSource watched(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            var result = call(source, method, arguments);
            return result instanceof Connection c && wanted.test(Thread.currentThread()) ? watched(c) : result;
        });
    }

    private static Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            var result = call(connection, method, arguments);
            return result instanceof PreparedStatement s ? watched(s, (String) arguments[0]) : result;
        });
    }

    private static PreparedStatement watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            var result = call(statement, method, arguments);
            if (method.getName().startsWith("execute")) {
                var trip = new Trip(sql.strip(), rows(statement, result));
                synchronized (TRIPS) {
                    TRIPS.add(trip);
                }
            }
            return result;
        });
    }

    private static int rows(PreparedStatement statement, Object result) throws SQLException {
        if (result instanceof int[] batch) {
            // a driver that rewrites batches knows only that each succeeded
            return Arrays.stream(batch)
                    .map(rows -> rows == Statement.SUCCESS_NO_INFO ? 1 : rows)
                    .sum();
        }
        if (result instanceof Integer count) {
            return count;
        }
        return Boolean.FALSE.equals(result) ? statement.getUpdateCount() : 0;
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
