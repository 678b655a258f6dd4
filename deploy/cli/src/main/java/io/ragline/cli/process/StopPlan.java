package io.ragline.cli.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How a process is asked to end.
 *
 * @param limit how long it may take before it is killed
 */
public record StopPlan(Signal signal, Duration limit) {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    public StopPlan {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("The time to stop must be positive, not " + limit);
        }
    }

    /** Ends the process, then what is left of its children. True if it went without being killed. */
    public boolean stop(ProcessIdentity identity) {
        return identity.find().map(process -> stop(identity, process)).orElse(true);
    }

    private boolean stop(ProcessIdentity identity, ProcessHandle process) {
        List<ProcessIdentity> children;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            children = descendants.map(ProcessIdentity::of).toList();
        }
        signal.sendTo(process);
        boolean ended = awaitEnd(identity, process, limit);
        if (!ended) {
            identity.find().ifPresent(Signal.KILL::sendTo);
            awaitEnd(identity, process, AFTER_KILL);
        }
        children.forEach(child -> child.find().ifPresent(Signal.KILL::sendTo));
        return ended;
    }

    private static boolean awaitEnd(ProcessIdentity identity, ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompletableFuture<ProcessHandle> exit = process.onExit();
        // Woken by the exit, and looks now and then for what onExit does not see: a zombie that nobody reaps
        boolean ended = !identity.isAlive();
        while (!ended && System.nanoTime() < deadline) {
            ended = endsWithin(exit, 100) || !identity.isAlive();
        }
        return ended;
    }

    private static boolean endsWithin(CompletableFuture<ProcessHandle> exit, long millis) {
        try {
            exit.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process was stopping", e);
        }
    }
}
