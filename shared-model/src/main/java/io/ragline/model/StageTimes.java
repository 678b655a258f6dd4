package io.ragline.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long an attempt spent in each stage. A stage lasts until the next one begins; one that is entered again adds up. */
public final class StageTimes {
    private final LongSupplier nanoTime;
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private @Nullable Stage current;
    private long since;

    public StageTimes() {
        this(System::nanoTime);
    }

    StageTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on this is what the attempt does. */
    public synchronized void enter(Stage stage) {
        addCurrent();
        current = stage;
        since = nanoTime.getAsLong();
    }

    /** The times until now, of the stages that were entered. */
    public synchronized Map<Stage, Duration> soFar() {
        addCurrent();
        since = nanoTime.getAsLong();
        Map<Stage, Duration> times = new EnumMap<>(Stage.class);
        nanos.forEach((stage, spent) -> times.put(stage, Duration.ofNanos(spent)));
        return times;
    }

    private void addCurrent() {
        if (current != null) {
            nanos.merge(current, nanoTime.getAsLong() - since, Long::sum);
        }
    }
}
