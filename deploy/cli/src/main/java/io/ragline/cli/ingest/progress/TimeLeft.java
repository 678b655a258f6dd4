package io.ragline.cli.ingest.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Tells from the pace of the last minute how long the rest of some work will take. */
final class TimeLeft {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, double done) {}

    /**
     * How long the rest will take; empty while too little is known.
     *
     * @param nanos the time now
     * @param done how much of the work is done, in any unit
     */
    Optional<Duration> of(long nanos, double done, double all) {
        if (samples.isEmpty() || nanos - samples.getLast().nanos() >= SAMPLE_EVERY.toNanos()) {
            samples.addLast(new Sample(nanos, done));
        }
        while (samples.size() > 1 && nanos - samples.getFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long span = nanos - first.nanos();
        double gain = done - first.done();
        if (span < LEAST.toNanos() || gain <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) (Math.max(0, all - done) / gain * span)));
    }
}
