package io.ragline.cli.stack;

import io.ragline.cli.process.LogFile;
import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.Launchable;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.service.ServiceSpec;
import io.ragline.cli.stack.StackState.Status;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One service while the supervisor runs: its process, and whether there may be one at all. */
final class SupervisedService {

    private static final int LINES_OF_LOG = 15;

    private static final File NO_INPUT = new File("/dev/null");

    private final Launchable launchable;
    private final StateBoard board;
    private final Object lock = new Object();
    private @Nullable Running running;
    private boolean stopped;

    /** The process that runs now. */
    record Running(Process process, ProcessIdentity identity, ServiceSpec spec, long startedAtNanos) {

        long ageMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAtNanos);
        }
    }

    SupervisedService(Launchable launchable, StateBoard board) {
        this.launchable = launchable;
        this.board = board;
        board.status(service(), Status.WAITING, null);
    }

    Service service() {
        return launchable.service();
    }

    /** Starts a process and returns when it is ready; when it cannot be, no process is left. */
    Running start() {
        board.status(service(), Status.PREPARING, null);
        long begin = System.nanoTime();
        Running started = launch(launchable.prepare());
        awaitReady(started);
        board.ready(service(), started.identity(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        return started;
    }

    private Running launch(ServiceSpec spec) {
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(NO_INPUT))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        synchronized (lock) {
            if (stopped) {
                throw new ServiceException(service().label() + " is not started any more: Ragline is stopping.");
            }
            try {
                Process process = builder.start();
                Running started = new Running(process, ProcessIdentity.of(process.toHandle()), spec, System.nanoTime());
                running = started;
                board.address(service(), spec.address());
                board.status(service(), Status.STARTING, started.identity());
                return started;
            } catch (IOException e) {
                throw new ServiceException(service().label() + " cannot be started: " + e.getMessage(), e);
            }
        }
    }

    private void awaitReady(Running started) {
        long deadline = System.nanoTime() + started.spec().startLimit().toNanos();
        Optional<String> missing = Optional.of("not asked yet");
        while (System.nanoTime() < deadline) {
            missing = started.spec().ready().whyNotReady();
            if (diesWithin(started, missing.isEmpty() ? 0 : 100)) {
                throw new ServiceException("%s ended with exit code %d while starting.%s"
                        .formatted(service().label(), started.process().exitValue(), logTail()));
            }
            if (missing.isEmpty()) {
                return;
            }
        }
        started.spec().stop().stop(started.identity());
        throw new ServiceException("%s was not ready after %d seconds (%s).%s"
                .formatted(service().label(), started.spec().startLimit().toSeconds(), missing.orElse(""), logTail()));
    }

    private static boolean diesWithin(Running started, long millis) {
        try {
            return started.process().waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The end of the service's log, to be shown with a failure. */
    String logTail() {
        synchronized (lock) {
            if (running == null) {
                return "";
            }
            LogFile log = new LogFile(running.spec().log());
            String newLine = System.lineSeparator();
            return "%sThe end of %s:%s  %s"
                    .formatted(newLine, log.path(), newLine, String.join(newLine + "  ", log.tail(LINES_OF_LOG)));
        }
    }

    /** Whether this is the process that runs now, rather than one whose death is old news. */
    boolean isCurrent(Running other) {
        synchronized (lock) {
            return !stopped && running != null && running.identity().equals(other.identity());
        }
    }

    void trimLog() throws IOException {
        Optional<Running> current = current();
        if (current.isPresent()) {
            new LogFile(current.get().spec().log()).trim();
        }
    }

    /** Stops the process for good; empty when none runs, else whether it went without being killed. */
    Optional<Boolean> stop() {
        synchronized (lock) {
            stopped = true;
        }
        Optional<Boolean> clean = current()
                .filter(now -> now.identity().isAlive())
                .map(now -> now.spec().stop().stop(now.identity()));
        board.status(service(), Status.STOPPED, null);
        return clean;
    }

    private Optional<Running> current() {
        synchronized (lock) {
            return Optional.ofNullable(running);
        }
    }
}
