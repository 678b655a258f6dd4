package io.ragline.worker.vision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.GuardOptions;
import java.time.Duration;

/** Asks a describer with care, see {@link Guard}. */
public final class GuardedDescriber implements ImageDescriber, AutoCloseable, MeterBinder {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** Whoever asks to be left alone for longer than this is not asked again for the same image. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private static final Duration QUEUE = Duration.ofMinutes(10);

    private final ImageDescriber describer;
    private final Guard guard;

    /**
     * @param time for one image
     * @param atOnce how many images it is asked about at the same time
     */
    public GuardedDescriber(ImageDescriber describer, Duration time, int atOnce) {
        this.describer = describer;
        this.guard =
                new Guard(new GuardOptions("vision", atOnce, QUEUE, time, time, TRIES, FIRST_PAUSE, LONGEST_PAUSE));
    }

    @Override
    public String describe(byte[] png) {
        try {
            return guard.call(alive -> describer.describe(png), Guard.Caller.PATIENT);
        } catch (NotDescribedException e) {
            throw e;
        } catch (CallFailedException e) {
            throw new NotDescribedException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new NotDescribedException(
                    "it can't be asked (%s)".formatted(e.getClass().getSimpleName()), e);
        }
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        guard.bindTo(meters);
    }

    @Override
    public void close() {
        guard.close();
        if (describer instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The client of the vision model can't be closed", e);
            }
        }
    }
}
