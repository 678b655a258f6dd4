package io.ragline.cli.ingest;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.Job;
import io.ragline.cli.http.JobError;
import io.ragline.cli.http.JobState;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.http.UploadReceipt;
import io.ragline.cli.ingest.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.FileOutcome.Failed;
import io.ragline.cli.ingest.FileOutcome.Indexed;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads files into a collection and follows their jobs to the end. A file that goes wrong does not hold up the rest. */
public final class Ingest {

    /** So many jobs are asked for in one round; the others wait their turn, as the worker does few at once anyway. */
    private static final int JOBS_A_ROUND = 32;

    /** More bars than this do not fit a screen. */
    private static final int MOST_BARS = 20;

    private final RaglineApi api;
    private final String collection;
    private final Terminal terminal;
    private final Duration pollInterval;
    private final Duration patience;
    private final Map<Path, Pending> jobs = new LinkedHashMap<>();
    private final List<FileOutcome> outcomes = new ArrayList<>();
    private long unreachableSince;

    /**
     * A job to follow.
     *
     * @param known whether it is that of an earlier upload of the same content
     */
    private record Pending(String jobId, boolean known) {}

    public Ingest(RaglineApi api, String collection, Terminal terminal) {
        this(api, collection, terminal, Duration.ofMillis(400), Duration.ofSeconds(60));
    }

    /** @param patience how long the API may be out of reach while jobs run */
    Ingest(RaglineApi api, String collection, Terminal terminal, Duration pollInterval, Duration patience) {
        this.api = api;
        this.collection = collection;
        this.terminal = terminal;
        this.pollInterval = pollInterval;
        this.patience = patience;
    }

    /** The outcome of each file, in the order in which they came to their end. */
    public List<FileOutcome> run(List<Path> files) {
        boolean bars = terminal.interactive() && files.size() <= MOST_BARS;
        try (IngestDisplay display = bars ? new BarDisplay(terminal.canShow("█")) : new LineDisplay(terminal)) {
            for (Path file : new LinkedHashSet<>(files)) {
                upload(file, display);
                pollOnce(display);
            }
            while (!jobs.isEmpty()) {
                pause();
                pollOnce(display);
            }
        }
        return List.copyOf(outcomes);
    }

    private void upload(Path file, IngestDisplay display) {
        Optional<String> unusable = unusable(file);
        if (unusable.isPresent()) {
            finish(new Failed(file, unusable.get()), display);
            return;
        }
        display.uploading(file);
        try {
            accept(file, send(file), display);
        } catch (ApiException e) {
            if (e.status() == 0 && jobs.isEmpty() && outcomes.isEmpty()) {
                throw e; // Nothing answers at all: one message says it for all files
            }
            finish(new Failed(file, String.valueOf(e.getMessage())), display);
        }
    }

    private UploadReceipt send(Path file) {
        try {
            return api.upload(collection, file);
        } catch (ApiException e) {
            if (!e.code().equals("COLLECTION_NOT_FOUND")) {
                throw e;
            }
        }
        if (api.createCollection(collection)) {
            terminal.print("Created the collection " + collection + ".");
        }
        return api.upload(collection, file);
    }

    private void accept(Path file, UploadReceipt receipt, IngestDisplay display) {
        for (UploadReceipt.Rejected rejected : orEmpty(receipt.rejected())) {
            finish(new Failed(file, rejected.reason()), display);
            return;
        }
        for (UploadReceipt.Accepted accepted : orEmpty(receipt.documents())) {
            String jobId = accepted.jobId();
            if (jobId == null) {
                finish(new AlreadyThere(file), display);
            } else {
                jobs.put(file, new Pending(jobId, "duplicate".equals(accepted.status())));
            }
            return;
        }
        finish(new Failed(file, "The API neither accepted nor rejected it."), display);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void pollOnce(IngestDisplay display) {
        List<Map.Entry<Path, Pending>> round = jobs.entrySet().stream()
                .limit(JOBS_A_ROUND)
                .map(Map.Entry::copyOf)
                .toList();
        for (Map.Entry<Path, Pending> entry : round) {
            try {
                Job job = api.job(entry.getValue().jobId());
                unreachableSince = 0;
                follow(entry.getKey(), entry.getValue().known(), job, display);
            } catch (ApiException e) {
                if (!isWorthWaiting(e)) {
                    finish(new Failed(entry.getKey(), String.valueOf(e.getMessage())), display);
                }
            }
        }
    }

    /** The API may be restarting; its jobs go on meanwhile. */
    private boolean isWorthWaiting(ApiException e) {
        if (unreachableSince == 0) {
            unreachableSince = System.nanoTime();
        }
        return e.isPassing() && System.nanoTime() - unreachableSince < patience.toNanos();
    }

    private void follow(Path file, boolean known, Job job, IngestDisplay display) {
        if (!job.state().isFinal()) {
            display.working(file, job);
        } else if (job.state() == JobState.SUCCEEDED) {
            finish(known ? new AlreadyThere(file) : new Indexed(file), display);
        } else {
            JobError error = job.error();
            String status = job.state().name().toLowerCase(Locale.ROOT);
            finish(new Failed(file, error == null ? "Its job was " + status + "." : error.reason()), display);
        }
    }

    private void finish(FileOutcome outcome, IngestDisplay display) {
        jobs.remove(outcome.file());
        outcomes.add(outcome);
        display.finished(outcome);
    }

    private static Optional<String> unusable(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("It is a folder. Name its files, for example %s".formatted(file.resolve("*.pdf")));
        }
        if (!Files.exists(file)) {
            return Optional.of("There is no such file.");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("It may not be read by this user.");
    }

    private void pause() {
        try {
            Thread.sleep(pollInterval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
