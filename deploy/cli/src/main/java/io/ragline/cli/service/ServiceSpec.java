package io.ragline.cli.service;

import io.ragline.cli.process.StopPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything needed to run one service as an operating-system process.
 *
 * @param environment added to the environment of the supervisor
 * @param address where the service listens, as {@code host:port}
 * @param startLimit how long it may take until it is ready
 */
public record ServiceSpec(
        Service service,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        String address,
        ReadyCheck ready,
        Duration startLimit,
        StopPlan stop) {

    public ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("No command for " + service);
        }
    }
}
