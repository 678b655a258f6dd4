package io.ragline.bench.chaos.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The workers of a site. Scenarios kill some, and find as many as they want at their start. */
public final class Workers implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 200;

    private final Site site;
    private final List<JavaApp> running = new ArrayList<>();
    private int started;
    private @Nullable Thread supervisor;

    Workers(Site site) {
        this.site = site;
    }

    /** Starts as many as are missing, and waits until all are ready. */
    public synchronized List<JavaApp> ensure(int count) throws Exception {
        fill(count);
        for (JavaApp worker : running) {
            worker.awaitReady();
        }
        return List.copyOf(running);
    }

    private synchronized void fill(int count) throws IOException {
        running.removeIf(worker -> !worker.isAlive());
        while (running.size() < count) {
            add(Map.of());
        }
    }

    /** Starts one with settings of its own. */
    public synchronized JavaApp add(Map<String, String> changes) throws IOException {
        JavaApp worker = site.startDouble("worker-" + ++started, changes);
        running.add(worker);
        return worker;
    }

    /** Starts one with settings of its own, and waits until it is ready. */
    public JavaApp addReady(Map<String, String> changes) throws Exception {
        return add(changes).awaitReady();
    }

    /** Starts a worker for each that dies, as whoever supervises workers does, until the returned is closed. */
    public AutoCloseable supervise(int count) {
        Thread thread = Thread.ofPlatform().daemon().name("supervisor").start(() -> {
            try {
                while (true) {
                    fill(count);
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                }
            } catch (InterruptedException e) {
                // closed
            } catch (IOException e) {
                throw new IllegalStateException("A worker could not be started", e);
            }
        });
        supervisor = thread;
        return () -> {
            thread.interrupt();
            thread.join();
        };
    }

    public synchronized List<JavaApp> running() {
        return running.stream().filter(JavaApp::isAlive).toList();
    }

    /** Kills them all. */
    public synchronized void killAll() throws InterruptedException {
        for (JavaApp worker : running) {
            worker.kill();
        }
        running.clear();
    }

    @Override
    public void close() throws InterruptedException {
        if (supervisor != null) {
            supervisor.interrupt();
        }
        killAll();
    }
}
