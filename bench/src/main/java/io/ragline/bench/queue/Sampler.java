package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes a time again and again on a thread of its own, while something else goes on. */
final class Sampler {
    private final List<Long> nanos = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Sample sample;
    private final Thread thread;
    private volatile boolean enough;

    private Sampler(String name, long pauseMs, Sample sample) {
        this.sample = sample;
        this.thread = Thread.ofPlatform().daemon().name(name).start(() -> run(pauseMs));
    }

    static Sampler start(String name, long pauseMs, Sample sample) {
        return new Sampler(name, pauseMs, sample);
    }

    private void run(long pauseMs) {
        try {
            while (!enough) {
                nanos.add(sample.takeNanos());
                TimeUnit.MILLISECONDS.sleep(pauseMs);
            }
        } catch (Exception e) {
            failure.set(e);
        }
    }

    Waits stop() throws InterruptedException {
        enough = true;
        thread.join();
        if (failure.get() != null) {
            throw new IllegalStateException(thread.getName() + " failed", failure.get());
        }
        return new Waits(nanos);
    }

    /** How long something took, in nanoseconds. */
    interface Sample {
        long takeNanos() throws Exception;
    }
}
