package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServiceTest {

    /** Unpacking takes longest, so the tests share the home and each empties it of data. */
    @TempDir
    static Path folder;

    private final int port = FreePorts.next();
    private HomeFolder home;
    private PostgresService postgres;

    @BeforeEach
    void prepare() throws Exception {
        home = new HomeFolder(folder.resolve("a home"));
        home.prepare();
        Folders.delete(home.postgres());
        postgres = new PostgresService(home, port);
    }

    @Test
    void data_survive_a_stop_even_with_a_client_connected() throws Exception {
        try (var running = RunningService.start(postgres)) {
            execute("CREATE TABLE colours (name text)");
            execute("INSERT INTO colours VALUES ('green')");
            try (Connection client = connect()) {
                assertThat(client.isValid(1)).isTrue();
                assertThat(running.stop()).isTrue();
            }
        }

        try (var again = RunningService.start(postgres)) {
            assertThat(value("SELECT name FROM colours")).isEqualTo("green");
        }
    }

    @Test
    void data_survive_being_killed_and_the_stale_pid_file_is_no_hindrance() throws Exception {
        try (var running = RunningService.start(postgres)) {
            execute("CREATE TABLE colours (name text)");
            execute("INSERT INTO colours VALUES ('blue')");
            running.kill();
        }
        // As if the process id had been given to somebody else since
        Path pidFile = home.postgres().resolve("postmaster.pid");
        Files.writeString(
                pidFile,
                Files.readString(pidFile)
                        .replaceFirst(
                                "\\d+", Long.toString(ProcessHandle.current().pid())));

        try (var again = RunningService.start(postgres)) {
            assertThat(value("SELECT name FROM colours")).isEqualTo("blue");
        }
    }

    @Test
    void a_server_left_over_from_an_earlier_run_is_stopped_first() throws Exception {
        try (var leftOver = RunningService.start(postgres)) {
            try (var running = RunningService.start(postgres)) {
                assertThat(value("SELECT 'new'")).isEqualTo("new");
                assertThat(leftOver.stop()).isTrue();
                assertThat(value("SELECT 'still here'")).isEqualTo("still here");
            }
        }
    }

    @Test
    void commits_are_durable_and_only_this_machine_can_connect() throws Exception {
        try (var running = RunningService.start(postgres)) {
            assertThat(value("SHOW fsync")).isEqualTo("on");
            assertThat(value("SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value("SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value("SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void an_interrupted_creation_is_begun_anew() throws Exception {
        Files.createDirectories(home.path().resolve("postgres.creating/base"));

        try (var running = RunningService.start(postgres)) {
            assertThat(value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void data_of_another_major_version_are_refused_by_name() throws Exception {
        Files.createDirectories(home.postgres());
        Files.writeString(home.postgres().resolve("PG_VERSION"), "15\n");

        assertThatThrownBy(postgres::prepare)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("version 17");
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(PostgresService.jdbcUrl(port), PostgresService.USER, "");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
