package io.ragline.cli.stack;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.process.ProcessMemory;
import io.ragline.cli.service.HealthCheck;
import io.ragline.cli.service.RedisConnection;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import io.ragline.cli.terminal.Terminal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Show each service: state, process, port, uptime, memory, health.",
        footer = {
            "",
            "Memory is what the process and its children hold, shared pages counted once.",
            "Exit code: 0 all healthy, 1 something is not healthy, 3 not running."
        })
public final class StatusCommand implements Callable<Integer> {

    private static final int UNHEALTHY = 1;
    private static final int NOT_RUNNING = 3;
    private static final String ROW = "%-11s %-10s %8s  %-21s %-12s %8s  %s";

    @Mixin
    private HomeOption home = new HomeOption();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        StackSettings settings = home.settings();
        Optional<StackState> state = new StateFile(settings.home()).read();
        if (state.isEmpty() || !state.get().isSupervised()) {
            notRunning(terminal, settings, state);
            return NOT_RUNNING;
        }
        terminal.print("Ragline in %s: %s (supervisor: process %d)%n"
                .formatted(
                        settings.home().path(),
                        state.get().phase().name().toLowerCase(Locale.ROOT),
                        state.get().supervisor().pid()));
        terminal.print(ROW.formatted("SERVICE", "STATE", "PROCESS", "ADDRESS", "UPTIME", "MEMORY", "HEALTH"));
        boolean healthy = state.get().phase() == Phase.READY;
        for (ServiceState service : state.get().services()) {
            Optional<String> trouble = trouble(state.get(), service);
            healthy &= trouble.isEmpty();
            terminal.print(row(service, trouble.orElse(goodWords(service))));
        }
        return healthy ? 0 : UNHEALTHY;
    }

    private void notRunning(Terminal terminal, StackSettings settings, Optional<StackState> state) {
        terminal.print("Ragline is not running in " + settings.home().path() + ".");
        if (state.filter(last -> last.phase() == Phase.FAILED).isPresent()) {
            terminal.print("It stopped because: " + state.get().reason());
        }
        long left = state.stream()
                .flatMap(last -> last.services().stream())
                .filter(service -> service.live().isPresent())
                .count();
        if (left > 0) {
            terminal.print(
                    "%d of its processes still run, because its supervisor was killed. ./ragline down stops them."
                            .formatted(left));
        }
    }

    private Optional<String> trouble(StackState state, ServiceState service) {
        if (isSeenByApi(service)) {
            return Optional.empty();
        }
        if (service.status() != Status.READY) {
            return Optional.of("not ready");
        }
        if (service.live().isEmpty()) {
            return Optional.of("its process is gone");
        }
        return switch (service.service()) {
            case WORKER -> new HealthCheck(http, state.ports().worker()).whyNotReady();
            case API -> new HealthCheck(http, state.ports().api()).whyNotReady();
            case REDIS -> RedisConnection.to("redis://" + service.address()).whyNotReady();
            case POSTGRES -> Optional.empty(); // Its being down shows in the health of the worker and the API
        };
    }

    /** The address and password of a service that somebody else runs are known to those who use it, not to us. */
    private static boolean isSeenByApi(ServiceState service) {
        return service.status() == Status.EXTERNAL;
    }

    private static String goodWords(ServiceState service) {
        return isSeenByApi(service) ? "as the API reports" : "healthy";
    }

    private static String row(ServiceState service, String health) {
        Optional<ProcessIdentity> process = service.live();
        String restarts = service.restarts() == 0 ? "" : ", started again " + service.restarts() + " times";
        return ROW.formatted(
                        service.service().label(),
                        service.status().name().toLowerCase(Locale.ROOT),
                        process.map(live -> Long.toString(live.pid())).orElse("-"),
                        service.address(),
                        process.map(live -> Terminal.duration(
                                        live.age(Instant.now()).toMillis()))
                                .orElse("-"),
                        process.map(StatusCommand::memory).orElse("-"),
                        health + restarts)
                .stripTrailing();
    }

    private static String memory(ProcessIdentity process) {
        return process.find()
                .map(ProcessMemory::ofTree)
                .filter(bytes -> bytes.isPresent())
                .map(bytes -> (bytes.getAsLong() >> 20) + " MB")
                .orElse("-");
    }
}
