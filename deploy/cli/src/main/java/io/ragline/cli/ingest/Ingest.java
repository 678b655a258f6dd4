package io.ragline.cli.ingest;

import io.ragline.cli.http.IngestApi;
import io.ragline.cli.ingest.files.FileWalk.Walked;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.IngestDisplay;
import io.ragline.cli.ingest.progress.IngestDisplay.Ending;
import io.ragline.cli.ingest.progress.IngestDisplay.Intent;
import io.ragline.cli.ingest.transfer.IngestTarget;
import io.ragline.cli.ingest.transfer.Transfer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings files into a collection and shows how it gets on. A file that goes wrong does not hold up the rest. */
public final class Ingest {

    static final int DONE = 0;
    static final int SOME_FAILED = 1;
    static final int INTERRUPTED = 130;

    private static final Duration DRAW_EVERY = Duration.ofMillis(120);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final IngestApi api;
    private final IngestTarget target;
    private final IngestDisplay display;
    private final Duration patience;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    public Ingest(IngestApi api, IngestTarget target, IngestDisplay display) {
        this(api, target, display, PATIENCE);
    }

    /** @param patience how long the server may be away once it has begun */
    Ingest(IngestApi api, IngestTarget target, IngestDisplay display, Duration patience) {
        this.api = api;
        this.target = target;
        this.display = display;
        this.patience = patience;
    }

    /**
     * Runs to the end, or until the process is told to stop.
     *
     * @return the exit code
     * @throws RuntimeException whatever makes it senseless to go on, after what was reached has been told
     */
    public int run(Walked walked) {
        long begin = System.nanoTime();
        Board board = new Board(walked.files(), walked.unusable().size(), target.waits(), System::nanoTime);
        Transfer transfer = new Transfer(api, target, board, patience);
        Thread hook = new Thread(this::waitForEnd, "ragline-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int files = walked.files().size();
            String server = api.base().toString();
            display.begin(new Intent(files, walked.bytes(), target.collection(), server));
            walked.unusable().forEach(file -> board.fail(Failed.of(file)));
            transfer.start(walked.files());
            boolean stopped = showUntilEnd(board, transfer);
            int code = stopped ? INTERRUPTED : board.tally().failed() > 0 ? SOME_FAILED : DONE;
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            boolean cut = stopped || transfer.failure().isPresent();
            display.end(new Ending(board.tally(), target.collection(), millis, cut, code));
            transfer.failure().ifPresent(Ingest::rethrow);
            return code;
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private static void rethrow(RuntimeException failure) {
        throw failure;
    }

    /** True if it was interrupted. */
    private boolean showUntilEnd(Board board, Transfer transfer) {
        boolean stopped = false;
        while (!transfer.isOver() && !stopped) {
            show(board);
            stopped = isInterruptedWithin(DRAW_EVERY);
        }
        if (stopped) {
            board.say("Stopping …");
            show(board);
        }
        transfer.stop(GRACE);
        show(board);
        return stopped;
    }

    private void show(Board board) {
        board.news().forEach(display::outcome);
        display.show(board.snapshot());
    }

    private boolean isInterruptedWithin(Duration time) {
        try {
            return interrupted.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ctrl-C and SIGTERM: the process ends when this returns. */
    private void waitForEnd() {
        interrupted.countDown();
        try {
            if (!ended.await(GRACE.toMillis() + 1000, TimeUnit.MILLISECONDS)) {
                System.err.println("Stopped.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is what has ended this
            return;
        }
    }
}
