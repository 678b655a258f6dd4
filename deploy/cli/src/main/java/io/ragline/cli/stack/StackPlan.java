package io.ragline.cli.stack;

import io.ragline.cli.http.LocalKey;
import io.ragline.cli.service.HealthCheck;
import io.ragline.cli.service.Launchable;
import io.ragline.cli.service.PostgresService;
import io.ragline.cli.service.QuarkusService;
import io.ragline.cli.service.ReadyCheck;
import io.ragline.cli.service.RedisService;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which services a Ragline with given settings consists of, and what each is told about the others. */
final class StackPlan {

    private static final String WORKER_OPTIONS =
            "-Xms64m -Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED";
    private static final String API_OPTIONS =
            "-Xms32m -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED";

    private final StackSettings settings;
    private final HttpClient http;

    StackPlan(StackSettings settings, HttpClient http) {
        this.settings = settings;
        this.http = http;
    }

    /** Groups of services; those of one group start together, when all of the group before are ready. */
    List<List<Launchable>> waves() {
        List<Launchable> stores = new ArrayList<>();
        if (settings.externalDatabase().isEmpty()) {
            stores.add(new PostgresService(settings.home(), settings.ports().database()));
        }
        if (settings.externalRedis().isEmpty()) {
            String searchPath = settings.value("PATH", "");
            stores.add(new RedisService(settings.home(), settings.ports().redis(), searchPath));
        }
        return List.of(stores, List.of(worker(), api()));
    }

    /** The ports that this Ragline is going to listen on, by the setting that changes each. */
    Map<String, Integer> ports() {
        Map<String, Integer> needed = new LinkedHashMap<>(settings.ports().bySetting());
        settings.externalRedis().ifPresent(redis -> needed.remove("RAGLINE_REDIS_PORT"));
        settings.externalDatabase().ifPresent(database -> needed.remove("RAGLINE_DB_PORT"));
        return needed;
    }

    /** The services that somebody else runs, with where they are. */
    Map<Service, String> external() {
        Map<Service, String> external = new LinkedHashMap<>();
        settings.externalRedis().ifPresent(redis -> external.put(Service.REDIS, redis.address()));
        settings.externalDatabase().ifPresent(database -> external.put(Service.POSTGRES, database.address()));
        return external;
    }

    /**
     * Looks whether the services that somebody else runs can be used.
     *
     * @throws ServiceException with what is wrong when not
     */
    void checkExternal() {
        if (!settings.value("RAGLINE_API_TLS_CERT", "").isEmpty()) {
            throw new ServiceException(
                    "RAGLINE_API_TLS_CERT is not for 'up', which speaks HTTP on its own machine: put a proxy that speaks HTTPS before it, and set RAGLINE_API_TLS_BY_PROXY=true.");
        }
        settings.externalRedis().ifPresent(redis -> check("Redis", redis.address(), "RAGLINE_REDIS_URL", redis));
        settings.externalDatabase()
                .ifPresent(database -> check("PostgreSQL", database.address(), "RAGLINE_DB_URL", database));
    }

    private static void check(String label, String address, String setting, ReadyCheck ready) {
        ready.whyNotReady().ifPresent(reason -> {
            throw new ServiceException(
                    "%s at %s (named by %s) cannot be used: %s. Start it, correct %s, or unset it to let Ragline start its own."
                            .formatted(label, address, setting, reason, setting));
        });
    }

    private QuarkusService worker() {
        return quarkus(
                Service.WORKER,
                "worker",
                settings.value("RAGLINE_WORKER_JAVA_OPTS", WORKER_OPTIONS),
                settings.ports().worker(),
                Map.of("QUARKUS_HTTP_HOST", "127.0.0.1"),
                settings.stopLimit());
    }

    private QuarkusService api() {
        return quarkus(
                Service.API,
                "api-server",
                settings.value("RAGLINE_API_JAVA_OPTS", API_OPTIONS),
                settings.ports().api(),
                // Other machines are let in only on demand, and then with keys
                Map.of(
                        "QUARKUS_HTTP_HOST", settings.value("RAGLINE_API_HOST", "127.0.0.1"),
                        "RAGLINE_FIRST_KEY_FILE",
                                LocalKey.file(settings.home().path()).toString()),
                Duration.ofSeconds(20));
    }

    private QuarkusService quarkus(
            Service service, String module, String options, int port, Map<String, String> extra, Duration stopLimit) {
        Path jar = settings.project().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        Map<String, String> environment = shared();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.putAll(extra);
        return new QuarkusService(
                service,
                settings.home(),
                jar,
                QuarkusService.options(options),
                environment,
                port,
                new HealthCheck(http, port),
                settings.startLimit(),
                stopLimit);
    }

    private Map<String, String> shared() {
        StackPorts ports = settings.ports();
        Map<String, String> shared = new HashMap<>();
        shared.put("RAGLINE_HOME", settings.home().path().toString());
        ports.bySetting().forEach((setting, port) -> shared.put(setting, Integer.toString(port)));
        if (settings.externalRedis().isEmpty()) {
            shared.put("RAGLINE_REDIS_URL", "redis://127.0.0.1:" + ports.redis());
        }
        if (settings.externalDatabase().isEmpty()) {
            shared.put("RAGLINE_DB_URL", PostgresService.jdbcUrl(ports.database()));
            shared.put("RAGLINE_DB_USERNAME", PostgresService.user());
            shared.put("RAGLINE_DB_PASSWORD", "");
        }
        return shared;
    }
}
