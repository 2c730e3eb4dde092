package org.countersign.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/** Where contenders keep their data: a database for each, all of one kind and on one disk. */
interface Place extends AutoCloseable {

    String title();

    /** The address of a new, empty database. */
    String database(String name);

    String user();

    @Override
    void close();

    static Place h2() {
        return new Place() {
            private final Path folder = temporary();

            @Override
            public String title() {
                return "H2 file, WRITE_DELAY=0";
            }

            @Override
            public String database(String name) {
                return "jdbc:h2:file:" + folder.resolve(name)
                        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;QUERY_CACHE_SIZE=256";
            }

            @Override
            public String user() {
                return "sa";
            }

            @Override
            public void close() {
                FileSystemUtils.deleteRecursively(folder.toFile());
            }
        };
    }

    /** As PostgreSQL comes: a commit is on the disk before it is acknowledged. (The embedding would switch that off.) */
    static Place postgres() {
        LoggingSystem.get(Place.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
        try {
            return new Postgres(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server of our own. */
    record Postgres(EmbeddedPostgres server) implements Place {

        @Override
        public String title() {
            return "PostgreSQL, " + settings();
        }

        private String settings() {
            var words = new StringBuilder();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                for (var name : List.of("server_version", "fsync", "synchronous_commit")) {
                    try (var row = statement.executeQuery("show " + name)) {
                        row.next();
                        words.append(words.isEmpty() ? "" : ", ").append(name + "=" + row.getString(1));
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return words.toString();
        }

        @Override
        public String database(String name) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
        }

        @Override
        public String user() {
            return "postgres";
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
