package io.ragline.bench.chaos.load;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends tasks at a steady rate, whatever becomes of the ones before, until it is closed. */
public final class Load implements AutoCloseable {
    private static final int MOST_UNANSWERED = 100;

    private final ApiClient api;
    private final Supplier<Task> tasks;
    private final long pauseNanos;
    private final int burst;
    private final Semaphore slots = new Semaphore(MOST_UNANSWERED);
    private final Thread sender;

    private Load(ApiClient api, Supplier<Task> tasks, int perSecond, int burst) {
        this.api = api;
        this.tasks = tasks;
        this.pauseNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.burst = burst;
        this.sender = Thread.ofPlatform().daemon().name("load").unstarted(this::sendUntilInterrupted);
    }

    /** @param burst how many are sent at once at the beginning */
    public static Load start(ApiClient api, Supplier<Task> tasks, int perSecond, int burst) {
        Load load = new Load(api, tasks, perSecond, burst);
        load.sender.start();
        return load;
    }

    private void sendUntilInterrupted() {
        try {
            for (int sent = 0; ; sent++) {
                slots.acquire();
                Task task = tasks.get();
                Thread.ofVirtual().start(() -> send(task));
                if (sent >= burst) {
                    TimeUnit.NANOSECONDS.sleep(pauseNanos);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void send(Task task) {
        try {
            api.send(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slots.release();
        }
    }

    /** Sends no more, and waits for the answers that are due. */
    @Override
    public void close() throws InterruptedException {
        sender.interrupt();
        sender.join();
        slots.acquire(MOST_UNANSWERED);
    }
}
