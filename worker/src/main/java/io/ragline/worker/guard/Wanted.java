package io.ragline.worker.guard;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a thread works on is still wanted. Calls to services that are reached through a port, which does not tell for whom, ask
 * here.
 */
@Singleton
public final class Wanted {
    private final ThreadLocal<Guard.@Nullable Caller> callers = new ThreadLocal<>();

    /** Something to do. */
    @FunctionalInterface
    public interface Work<X extends Exception> {
        void run() throws X;
    }

    /**
     * Does the work, on this thread.
     *
     * @param check asked several times a second while the work waits for a service; what it throws ends the waiting
     */
    public <X extends Exception> void during(Runnable check, Work<X> work) throws X {
        Guard.Caller before = callers.get();
        callers.set(check::run);
        try {
            work.run();
        } finally {
            callers.set(before);
        }
    }

    /** Whoever this thread works for; patient if nobody has said. */
    public Guard.Caller byThisThread() {
        Guard.Caller caller = callers.get();
        return caller == null ? Guard.Caller.PATIENT : caller;
    }
}
