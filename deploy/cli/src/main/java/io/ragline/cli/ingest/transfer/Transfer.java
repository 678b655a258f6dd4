package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.Job;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.transfer.Comparison.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings files into a collection, all at once: one thread compares them with what the server has, some upload what is
 * missing, one follows the jobs.
 */
public final class Transfer {

    private static final Duration LOOK_EARLY = Duration.ofMillis(300);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int EARLY_LOOKS = 10;

    private final IngestApi api;
    private final IngestTarget target;
    private final Board board;
    private final Patience patience;
    private final StopSignal stop = new StopSignal();
    private final UploadQueue queue;
    private final JobWatch watch;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean allSent;

    /** @param patience how long the server may be away before the transfer is given up */
    public Transfer(IngestApi api, IngestTarget target, Board board, Duration patience) {
        this.api = api;
        this.target = target;
        this.board = board;
        this.patience = new Patience(board, stop, patience);
        this.queue = new UploadQueue(target.parallel(), stop);
        this.watch = new JobWatch(api, target.collection(), board);
    }

    /** Begins; the board tells how it gets on. */
    public void start(List<FoundFile> files) {
        atWork.set(target.parallel() + 1);
        begin("ragline-compare", () -> {
            compare(files);
            leave();
        });
        for (int i = 1; i <= target.parallel(); i++) {
            begin("ragline-send-" + i, () -> {
                send();
                leave();
            });
        }
        if (target.waits()) {
            begin("ragline-watch", this::follow);
        }
    }

    private void leave() {
        allSent = atWork.decrementAndGet() == 0;
    }

    private void begin(String name, Runnable work) {
        Thread thread = new Thread(() -> guarded(work), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Whatever goes wrong in one thread ends them all, and is thrown where the outcome is awaited. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (CancellationException e) {
            stop.stop(); // by whoever cancelled, or because a thread was interrupted
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            stop.stop();
        }
    }

    private void compare(List<FoundFile> files) {
        Comparison comparison = new Comparison(api, target.collection(), board, patience, stop);
        for (List<FoundFile> portion : Comparison.portions(files)) {
            for (Finding finding : comparison.compare(portion)) {
                switch (finding) {
                    case Finding.Missing(FoundFile file, boolean isArchive) -> queue.put(file, isArchive);
                    case Finding.There(FoundFile file, String documentId) ->
                        board.finish(file, new AlreadyThere(file, documentId));
                    case Finding.Waiting(FoundFile file, String documentId, Job job) -> wait(file, documentId, job);
                }
            }
            queue.flush();
        }
        queue.close();
    }

    private void wait(FoundFile file, String documentId, Job job) {
        if (target.waits()) {
            String jobId = job.jobId();
            String batchId = job.batchId();
            Followed followed = new Followed(file, documentId, true, Map.of(jobId, file.id()), List.of());
            watch.add(followed, Set.of(jobId), batchId == null ? Map.of() : Map.of(jobId, batchId));
        } else {
            board.finish(file, new AlreadyThere(file, documentId));
        }
    }

    private void send() {
        Sender sender = new Sender(api, target, board, watch, patience, stop);
        Optional<List<FoundFile>> files;
        while ((files = queue.take()).isPresent()) {
            sender.send(files.get());
        }
    }

    private void follow() {
        for (int looks = 0; !isAtEnd(); looks++) {
            if (!watch.isEmpty()) {
                patience.ask(() -> {
                    watch.look();
                    return true;
                });
            }
            stop.sleep(looks < EARLY_LOOKS ? LOOK_EARLY : LOOK_EVERY);
        }
    }

    private boolean isAtEnd() {
        return allSent && watch.isEmpty();
    }

    /** Whether nothing is going on any more: everything is done, or it was stopped. */
    public boolean isOver() {
        return isAtEnd() || stop.isStopped();
    }

    /** What ended it early, if anything did. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Begins nothing new; what is being sent has that long to arrive. */
    public void stop(Duration grace) {
        stop.stop();
        long until = System.nanoTime() + grace.toNanos();
        for (Thread thread : threads) {
            try {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                thread.join(Math.max(1, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
