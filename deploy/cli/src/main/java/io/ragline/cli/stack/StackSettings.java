package io.ragline.cli.stack;

import io.ragline.cli.service.ExternalDatabase;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.RedisConnection;
import io.ragline.cli.service.ServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code up} is told by its environment.
 *
 * @param project the folder that holds the built applications
 * @param environment all variables; the services inherit them
 */
public record StackSettings(Path project, HomeFolder home, StackPorts ports, Map<String, String> environment) {

    public StackSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads the settings.
     *
     * @param project the project's folder; the default home lies in it
     * @param environment variables; a {@code RAGLINE_HOME} that is not absolute counts from the current folder
     */
    public static StackSettings from(Path project, Map<String, String> environment) {
        String home = environment.getOrDefault("RAGLINE_HOME", "");
        return new StackSettings(
                project,
                new HomeFolder(home.isBlank() ? project.resolve(".ragline") : Path.of(home)),
                ports(environment),
                environment);
    }

    private static StackPorts ports(Map<String, String> environment) {
        try {
            return new StackPorts(
                    port(environment, "RAGLINE_API_PORT", 8080),
                    port(environment, "RAGLINE_DASHBOARD_PORT", 8000),
                    port(environment, "RAGLINE_WORKER_PORT", 8081),
                    port(environment, "RAGLINE_REDIS_PORT", 16379),
                    port(environment, "RAGLINE_DB_PORT", 15432));
        } catch (IllegalArgumentException e) {
            throw new ServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int port(Map<String, String> environment, String name, int standard) {
        String text = environment.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? standard : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a port from 1 to 65535, not " + text, e);
        }
    }

    String value(String name, String standard) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? standard : value;
    }

    /** A Redis to use instead of one of our own. */
    Optional<RedisConnection> externalRedis() {
        return Optional.of(value("RAGLINE_REDIS_URL", ""))
                .filter(url -> !url.isEmpty())
                .map(url -> hasCertificates("RAGLINE_REDIS_TLS_")
                        ? RedisConnection.withCertificates(url)
                        : RedisConnection.to(url));
    }

    /** A PostgreSQL to use instead of one of our own. */
    Optional<ExternalDatabase> externalDatabase() {
        return Optional.of(value("RAGLINE_DB_URL", ""))
                .filter(url -> !url.isEmpty())
                .map(url -> new ExternalDatabase(
                        url,
                        value("RAGLINE_DB_USERNAME", ""),
                        value("RAGLINE_DB_PASSWORD", ""),
                        hasCertificates("RAGLINE_DB_TLS_")));
    }

    private boolean hasCertificates(String prefix) {
        return !value(prefix + "CA", "").isEmpty()
                || !value(prefix + "CERT", "").isEmpty();
    }

    /** How long the worker and the API each may take to become ready. */
    Duration startLimit() {
        return seconds("RAGLINE_START_TIMEOUT", "120");
    }

    /** How long the worker may take to finish or hand back its jobs before it is killed. */
    Duration stopLimit() {
        return seconds("RAGLINE_STOP_TIMEOUT", "45");
    }

    private Duration seconds(String name, String standard) {
        String text = value(name, standard);
        try {
            Duration limit = Duration.ofSeconds(Long.parseLong(text));
            if (limit.isPositive()) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is not positive
        }
        throw new ServiceException(name + " must be a number of seconds above 0, not " + text);
    }

    String apiUrl() {
        return "http://127.0.0.1:" + ports.api();
    }

    String dashboardUrl() {
        return "http://127.0.0.1:" + ports.dashboard() + "/dashboard";
    }

    @Override
    public String toString() {
        return "StackSettings[" + home.path() + "]"; // The environment holds secrets
    }
}
