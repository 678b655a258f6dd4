package io.ragline.cli.service;

import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of our own: durable, reachable by TCP from this machine only. */
public final class PostgresService implements Launchable {

    static final int MAJOR_VERSION = 17;
    static final String USER = "postgres";
    static final String DATABASE = "ragline";

    private static final StopPlan STOP = new StopPlan(Signal.INT, Duration.ofSeconds(30));

    private final HomeFolder home;
    private final int port;
    private final PostgresBinaries binaries;

    public PostgresService(HomeFolder home, int port) {
        this.home = home;
        this.port = port;
        this.binaries = new PostgresBinaries(home.binaries());
    }

    /** How the API and the worker reach the server. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public static String user() {
        return USER;
    }

    @Override
    public Service service() {
        return Service.POSTGRES;
    }

    @Override
    public ServiceSpec prepare() {
        binaries.unpackOnce();
        UnprivilegedUser user = UnprivilegedUser.choose();
        user.checkCanRun(binaries.program("postgres"));
        if (Files.exists(home.postgres().resolve("PG_VERSION"))) {
            checkVersion();
            new PostmasterFile(home.postgres()).clear(STOP);
        } else {
            createCluster(user);
        }
        return new ServiceSpec(
                service(),
                user.wrap(command()),
                Map.of("LC_ALL", "C"),
                home.path(),
                home.log(service()),
                "127.0.0.1:" + port,
                new OwnDatabase(port),
                Duration.ofMinutes(3),
                STOP);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("postgres").toString(), "-D", home.postgres().toString()));
        // On the command line, so that they hold whatever the data folder's own configuration says
        Map<String, String> settings = Map.of(
                "port", Integer.toString(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "logging_collector", "off",
                "log_destination", "stderr",
                "log_line_prefix", "%m [%p] ",
                "jit", "off");
        settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return command;
    }

    private void checkVersion() {
        String found;
        try {
            found = Files.readString(home.postgres().resolve("PG_VERSION")).strip();
        } catch (IOException e) {
            throw new ServiceException("PostgreSQL's data in " + home.postgres() + " cannot be read: " + e, e);
        }
        if (!found.equals(Integer.toString(MAJOR_VERSION))) {
            throw new ServiceException(
                    "The data in %s were written by PostgreSQL %s, but this Ragline brings version %d. Use the Ragline that wrote them to export them, or another RAGLINE_HOME."
                            .formatted(home.postgres(), found, MAJOR_VERSION));
        }
    }

    /** Makes the cluster beside its final place and moves it there, so that an interrupted one is never used. */
    private void createCluster(UnprivilegedUser user) {
        Path scratch = home.postgres().resolveSibling("postgres.creating");
        try {
            Folders.delete(scratch);
            Files.createDirectories(scratch);
            user.own(scratch);
            UnprivilegedUser.Result result = user.runWrapped(initdb(scratch));
            if (result.exitCode() != 0) {
                throw new ServiceException(
                        "PostgreSQL cannot create its data folder %s: %s".formatted(home.postgres(), result.output()));
            }
            Files.move(scratch, home.postgres());
        } catch (IOException e) {
            throw new ServiceException("PostgreSQL cannot create its data folder " + home.postgres() + ": " + e, e);
        }
    }

    private List<String> initdb(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "-D",
                folder.toString(),
                "-U",
                USER,
                // Only this machine can connect
                "-A",
                "trust",
                "-E",
                "UTF8",
                // The same order of text on every machine, whatever locales are installed
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (System.getProperty("os.name", "").startsWith("Linux")) {
            command.add("--sync-method=syncfs");
        }
        return command;
    }
}
