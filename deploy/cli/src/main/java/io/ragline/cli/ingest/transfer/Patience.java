package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.ingest.progress.Board;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Asks the server again when it can't answer just now. One that takes nothing more for the time being is asked again after the
 * time that it names, for as long as it takes, by all threads together; one that is away is waited for some minutes.
 */
public final class Patience {

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Board board;
    private final StopSignal stop;
    private final Duration limit;
    private final AtomicLong busyUntil = new AtomicLong(System.nanoTime());

    /** @param limit how long the server may be away */
    public Patience(Board board, StopSignal stop, Duration limit) {
        this.board = board;
        this.stop = stop;
        this.limit = limit;
    }

    /** Asks until there is an answer, or a refusal that asking again does not change. */
    <T> T ask(Supplier<T> question) {
        long begin = System.nanoTime();
        for (int tries = 0; ; tries++) {
            waitWhileBusy();
            try {
                T answer = question.get();
                board.say("");
                return answer;
            } catch (ApiException e) {
                boolean tooLong = System.nanoTime() - begin > limit.toNanos();
                if (!e.isPassing() || tooLong && !e.isBusy()) {
                    throw e;
                }
                pause(e, tries);
            }
        }
    }

    private void waitWhileBusy() {
        long left = busyUntil.get() - System.nanoTime();
        if (left > 0) {
            stop.sleep(jitter(Duration.ofNanos(left)));
        }
    }

    private void pause(ApiException e, int tries) {
        Duration backOff = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 6));
        Duration wait = e.retryAfter().orElse(backOff.compareTo(LONGEST_WAIT) < 0 ? backOff : LONGEST_WAIT);
        if (e.isBusy()) {
            board.say("The server takes nothing more for now; trying again every %d s."
                    .formatted(Math.max(1, wait.toSeconds())));
            busyUntil.accumulateAndGet(System.nanoTime() + wait.toNanos(), Patience::later);
        } else {
            if (tries > 0) {
                board.say("Waiting for the server: " + e.getMessage());
            }
            stop.sleep(jitter(wait));
        }
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /** Up to a quarter more, so that those who were turned away together don't come back together. */
    private static Duration jitter(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1));
    }
}
