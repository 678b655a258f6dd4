package io.ragline.cli.stack;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that start a Ragline: each stands for a variable and goes before it. */
public final class StackOptions {

    @Option(names = "--api-port", paramLabel = "PORT", description = "RAGLINE_API_PORT; default 8080.")
    private @Nullable Integer api;

    @Option(names = "--dashboard-port", paramLabel = "PORT", description = "RAGLINE_DASHBOARD_PORT; default 8000.")
    private @Nullable Integer dashboard;

    @Option(
            names = "--worker-port",
            paramLabel = "PORT",
            description = "RAGLINE_WORKER_PORT, for the worker's health and metrics; default 8081.")
    private @Nullable Integer worker;

    @Option(names = "--redis-port", paramLabel = "PORT", description = "RAGLINE_REDIS_PORT; default 16379.")
    private @Nullable Integer redis;

    @Option(names = "--db-port", paramLabel = "PORT", description = "RAGLINE_DB_PORT; default 15432.")
    private @Nullable Integer database;

    @Mixin
    private HomeOption home = new HomeOption();

    StackSettings settings() {
        Map<String, String> variables = new HashMap<>();
        put(variables, "RAGLINE_API_PORT", api);
        put(variables, "RAGLINE_DASHBOARD_PORT", dashboard);
        put(variables, "RAGLINE_WORKER_PORT", worker);
        put(variables, "RAGLINE_REDIS_PORT", redis);
        put(variables, "RAGLINE_DB_PORT", database);
        return home.settings(variables);
    }

    private static void put(Map<String, String> variables, String name, @Nullable Integer port) {
        if (port != null) {
            variables.put(name, port.toString());
        }
    }
}
