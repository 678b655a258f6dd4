package io.ragline.cli.stack;

import io.ragline.cli.stack.StackLauncher.Ready;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.terminal.Terminal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start Redis, PostgreSQL, the worker and the API on this machine.",
        footer = {
            "",
            "Stays in the foreground until Ctrl-C, unless --detach is given. A worker, API, Redis or PostgreSQL"
                    + " that dies is started again; three deaths of one within a minute stop everything.",
            "",
            "Further variables: RAGLINE_REDIS_URL and RAGLINE_DB_URL (with RAGLINE_DB_USERNAME, RAGLINE_DB_PASSWORD)"
                    + " name a Redis or PostgreSQL to use instead of starting one. RAGLINE_API_HOST is the address that"
                    + " the API listens on (default 127.0.0.1). RAGLINE_WORKER_JAVA_OPTS and RAGLINE_API_JAVA_OPTS replace"
                    + " the Java options. RAGLINE_START_TIMEOUT: seconds that worker and API may take (default 120)."
                    + " Every other variable is passed on to the worker and the API.",
            "",
            "Exit code: 0 ready (or stopped by down), 1 failed, 130 after Ctrl-C."
        })
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return when all is ready and leave it running; stop it with `down`.")
    private boolean detach;

    @Mixin
    private PortOptions ports = new PortOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    /** Each port option puts itself over its variable. */
    static final class PortOptions {

        @Option(names = "--api-port", paramLabel = "PORT", description = "RAGLINE_API_PORT; default 8080.")
        private @Nullable Integer api;

        @Option(names = "--dashboard-port", paramLabel = "PORT", description = "RAGLINE_DASHBOARD_PORT; default 8000.")
        private @Nullable Integer dashboard;

        @Option(names = "--worker-port", paramLabel = "PORT", description = "RAGLINE_WORKER_PORT; default 8081.")
        private @Nullable Integer worker;

        @Option(names = "--redis-port", paramLabel = "PORT", description = "RAGLINE_REDIS_PORT; default 16379.")
        private @Nullable Integer redis;

        @Option(names = "--db-port", paramLabel = "PORT", description = "RAGLINE_DB_PORT; default 15432.")
        private @Nullable Integer database;

        Map<String, String> variables() {
            Map<String, String> variables = new HashMap<>();
            put(variables, "RAGLINE_API_PORT", api);
            put(variables, "RAGLINE_DASHBOARD_PORT", dashboard);
            put(variables, "RAGLINE_WORKER_PORT", worker);
            put(variables, "RAGLINE_REDIS_PORT", redis);
            put(variables, "RAGLINE_DB_PORT", database);
            return variables;
        }

        private static void put(Map<String, String> variables, String name, @Nullable Integer port) {
            if (port != null) {
                variables.put(name, port.toString());
            }
        }
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        StackSettings settings = home.settings(ports.variables());
        StackLauncher launcher = new StackLauncher(settings, terminal);
        long begin = System.nanoTime();
        if (launcher.running().isEmpty()) {
            terminal.print("Starting Ragline in " + settings.home().path());
        }
        Foreground foreground = new Foreground(terminal, !detach);
        Ready ready = launcher.bringUp(foreground);
        String news = ready.ours()
                ? "is ready after " + Terminal.duration((System.nanoTime() - begin) / 1_000_000)
                : "is already running";
        StackState state = launcher.stateOf(ready.supervisor()).orElseThrow();
        new Welcome(terminal).print(news, settings, state);
        if (detach) {
            foreground.letGo();
            return 0;
        }
        return ready.ours() ? stay(launcher, ready, settings, terminal) : 0;
    }

    /** Shows what the supervisor says until it ends. */
    static int stay(StackLauncher launcher, Ready ready, StackSettings settings, Terminal terminal) {
        LogFollower log = new LogFollower(settings.home().log(SupervisorStarter.LOG), terminal::print);
        log.skipToEnd();
        while (ready.supervisor().isAlive()) {
            log.poll();
            LogFollower.pause();
        }
        log.poll();
        String reason = launcher.reasonOfEnd(ready.supervisor());
        boolean stopped = launcher.stateOf(ready.supervisor())
                .filter(state -> state.phase() == Phase.STOPPED)
                .isPresent();
        if (stopped) {
            terminal.print(reason);
            return 0;
        }
        terminal.complain(reason);
        StopAll.leftovers(settings, terminal);
        return 1;
    }
}
