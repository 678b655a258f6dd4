package io.ragline.bench.chaos.site;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL with its durability on, that may crash and come back over the same data. */
public final class PostgresNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Path log;
    private final int port;
    private @Nullable EmbeddedPostgres server;

    PostgresNode(Path folder, Path logs) throws IOException {
        this.folder = folder;
        this.log = logs.resolve("postgres.log");
        this.port = Ports.free();
    }

    /** Starts on whatever data are there, and waits until it answers. */
    public void start() throws Exception {
        ProcessBuilder.Redirect redirect = ProcessBuilder.Redirect.appendTo(log.toFile());
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Files.createDirectories(folder.resolve("bin")).toFile())
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(redirect)
                .setErrorRedirector(redirect)
                // the library switches durability off, as tests like it
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        requireDurability();
    }

    private void requireDurability() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                if (!row.getString(1).equals("on")) {
                    throw new IllegalStateException("PostgreSQL runs with %s off".formatted(setting));
                }
            }
        }
    }

    /** Has it stop as in a crash: connections are cut, nothing is finished, the next start replays its log. */
    public void crash() throws Exception {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        Child.signal(postmaster, "QUIT");
        Wait.require("PostgreSQL stops", STOP_LIMIT, () -> !isAlive(postmaster));
        forget();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private void forget() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return url(port);
    }

    /** How clients name a PostgreSQL behind that port. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?user=postgres");
    }

    @Override
    public void close() throws IOException {
        forget();
    }
}
