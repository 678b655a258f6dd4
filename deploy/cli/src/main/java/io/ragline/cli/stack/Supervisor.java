package io.ragline.cli.stack;

import io.ragline.cli.service.Launchable;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.SupervisedService.Running;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Starts services, starts again what dies, and stops all in order.
 *
 * <pre>
 * start() ── a service fails ──────────────▶ stop(), exception
 *    │
 *    ▼
 * watch() ── a death ──▶ pause ──▶ start again ──▶ (ready, or the next death)
 *    │          └─ one too many ──────────▶ stop(), exception
 *    └─ stop() from another thread ───────▶ returns
 * </pre>
 */
final class Supervisor {

    private final List<List<SupervisedService>> waves;
    private final Map<Service, DeathCount> deaths = new EnumMap<>(Service.class);
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final StateBoard board;
    private final RestartRule rule;
    private final Journal journal;
    private final Clock clock;
    private final Object stopLock = new Object();
    private final AtomicReference<@Nullable RuntimeException> firstFailure = new AtomicReference<>();
    private volatile boolean stopping;

    private sealed interface Event {}

    private record Death(SupervisedService service, Running process) implements Event {}

    /** A service could not be started again, and no process is left whose death would tell. */
    private record FailedRestart(SupervisedService service, String reason) implements Event {}

    private record StopAsked() implements Event {}

    Supervisor(List<List<Launchable>> waves, StateBoard board, RestartRule rule, Journal journal, Clock clock) {
        this.board = board;
        this.rule = rule;
        this.journal = journal;
        this.clock = clock;
        this.waves = waves.stream()
                .map(wave -> wave.stream()
                        .map(launchable -> new SupervisedService(launchable, board))
                        .toList())
                .toList();
    }

    /**
     * Starts everything.
     *
     * @throws ServiceException when a service cannot be started; then all others have been stopped again
     */
    void start() {
        for (List<SupervisedService> wave : waves) {
            startTogether(wave);
        }
        if (!stopping) {
            board.phase(Phase.READY);
        }
    }

    private void startTogether(List<SupervisedService> wave) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ExecutorCompletionService<Void>(threads);
            wave.forEach(service -> tasks.submit(() -> startFirst(service), null));
            for (int done = 0; done < wave.size(); done++) {
                tasks.take().get();
            }
        } catch (ExecutionException e) {
            throw startFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("The start was interrupted.", e);
        }
    }

    private ServiceException startFailure(ExecutionException e) {
        // Those that were stopped because of the first to fail complain too; only the first is news
        RuntimeException first = firstFailure.get();
        return first instanceof ServiceException known
                ? known
                : new ServiceException("Ragline cannot start: " + e.getCause(), e);
    }

    private void startFirst(SupervisedService service) {
        try {
            Running ready = service.start();
            journal.say("%s is ready (process %d, %s) after %.1f s"
                    .formatted(
                            service.service().label(),
                            ready.identity().pid(),
                            ready.spec().address(),
                            ready.ageMillis() / 1000.0));
            reportDeath(service, ready);
        } catch (RuntimeException e) {
            firstFailure.compareAndSet(null, e);
            stop(); // Ends the wait for the others of this wave at once
            throw e;
        }
    }

    private void reportDeath(SupervisedService service, Running process) {
        var unused = process.process().onExit().thenRun(() -> events.add(new Death(service, process)));
    }

    /**
     * Watches until {@link #stop} is called.
     *
     * @throws ServiceException when a service dies too often; then all have been stopped
     */
    void watch() throws InterruptedException {
        while (!stopping) {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                trimLogs();
                continue;
            }
            switch (event) {
                case Death(SupervisedService service, Running process) -> afterDeath(service, process);
                case FailedRestart(SupervisedService service, String reason) -> startAgain(service, reason);
                case StopAsked() -> {
                    return;
                }
            }
        }
    }

    private void afterDeath(SupervisedService service, Running process) {
        if (!service.isCurrent(process)) {
            return;
        }
        startAgain(
                service,
                "ended with exit code %d after %d s"
                        .formatted(process.process().exitValue(), process.ageMillis() / 1000));
    }

    private void startAgain(SupervisedService service, String reason) {
        if (stopping) {
            return;
        }
        String label = service.service().label();
        if (deaths.computeIfAbsent(service.service(), any -> new DeathCount(rule.deaths(), rule.window()))
                .tooMany(clock.instant())) {
            String tail = service.logTail();
            stop();
            throw new ServiceException("%s died %d times within %d seconds (last: %s), so everything was stopped.%s"
                    .formatted(label, rule.deaths(), rule.window().toSeconds(), reason, tail));
        }
        journal.say(label + " " + reason + ". Starting it again.");
        board.died(service.service());
        Thread.ofVirtual().name("restart-" + service.service().id()).start(() -> restart(service));
    }

    private void restart(SupervisedService service) {
        String label = service.service().label();
        try {
            Thread.sleep(rule.pause());
            Running ready = service.start();
            journal.say("%s is ready again (process %d)"
                    .formatted(label, ready.identity().pid()));
            reportDeath(service, ready);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            events.add(new FailedRestart(service, "could not be started again: " + e.getMessage()));
        }
    }

    private void trimLogs() {
        for (SupervisedService service : services()) {
            try {
                service.trimLog();
            } catch (IOException e) {
                journal.say("The log of %s cannot be cut: %s"
                        .formatted(service.service().label(), e));
            }
        }
    }

    /** Stops all, last started first. Whoever calls second waits until the first call is done. */
    void stop() {
        stopping = true;
        synchronized (stopLock) {
            if (board.phase() == Phase.STOPPED) {
                return;
            }
            board.phase(Phase.STOPPING);
            List<SupervisedService> ordered = new ArrayList<>(services());
            ordered.sort(Comparator.comparing(SupervisedService::service).reversed());
            ordered.forEach(this::stop);
            board.phase(Phase.STOPPED);
        }
        events.add(new StopAsked());
    }

    private void stop(SupervisedService service) {
        long begin = System.nanoTime();
        service.stop()
                .ifPresent(clean -> journal.say("%s %s after %.1f s"
                        .formatted(
                                service.service().label(),
                                clean ? "stopped" : "had to be killed",
                                (System.nanoTime() - begin) / 1e9)));
    }

    private List<SupervisedService> services() {
        return waves.stream().flatMap(List::stream).toList();
    }
}
