package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.Job;
import io.ragline.cli.http.JobError;
import io.ragline.cli.http.JobState;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Indexed;
import io.ragline.cli.ingest.progress.RunningFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the jobs of accepted files to their end, with few requests however many there are: one for all that run, and one for
 * each of some of the uploads that they came with. These are the oldest, whose jobs run first, those of which a job has
 * stopped running, and some of the others in turn.
 */
final class JobWatch {

    private static final int OLDEST = 4;
    private static final int IN_TURN = 4;
    private static final int MOST_BATCHES = 16;
    private static final int MOST_SINGLE = 16;

    private final IngestApi api;
    private final String collection;
    private final Board board;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Set<String>> batches = new LinkedHashMap<>();
    private final Deque<String> single = new ArrayDeque<>();
    private Map<String, Job> ran = Map.of();
    private long turn;

    /** The files of a job: more than one if they have the same content. */
    private record Waiting(List<FoundFile> files, String documentId, boolean wasThere) {}

    JobWatch(IngestApi api, String collection, Board board) {
        this.api = api;
        this.collection = collection;
        this.board = board;
    }

    /**
     * Follows a job from now on.
     *
     * @param batchId the upload that it came with; null if that isn't known
     * @param wasThere whether an earlier upload brought the file
     */
    synchronized void add(FoundFile file, String documentId, String jobId, @Nullable String batchId, boolean wasThere) {
        board.accepted(file);
        waiting.computeIfAbsent(jobId, id -> new Waiting(new ArrayList<>(), documentId, wasThere))
                .files()
                .add(file);
        if (batchId == null) {
            single.add(jobId);
        } else {
            batches.computeIfAbsent(batchId, id -> new LinkedHashSet<>()).add(jobId);
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** One round of looking. */
    void look() {
        Map<String, Job> running = api.runningJobs(collection).stream()
                .collect(Collectors.toMap(Job::jobId, job -> job, (one, same) -> one));
        show(running);
        for (String jobId : nextSingle()) {
            lookAt(jobId);
        }
        for (String batchId : nextBatches(running)) {
            Set<String> open = jobsOf(batchId);
            for (Job job : api.jobsOfBatch(batchId)) {
                open.remove(job.jobId());
                settle(job);
            }
            lookSinglyAt(batchId, open);
        }
        ran = running;
    }

    private synchronized void show(Map<String, Job> running) {
        Map<FoundFile, RunningFile> mine = new LinkedHashMap<>();
        running.values().forEach(job -> {
            Waiting known = waiting.get(job.jobId());
            if (known != null) {
                known.files().forEach(file -> mine.put(file, line(file, job)));
            }
        });
        board.running(mine);
    }

    private static RunningFile line(FoundFile file, Job job) {
        Job.Progress progress = job.progress();
        return progress == null
                ? new RunningFile(file.id(), "starting", 0, 0, 0)
                : new RunningFile(
                        file.id(),
                        Objects.requireNonNullElse(progress.stage(), "running"),
                        Math.clamp(progress.percent(), 0, 100),
                        progress.done(),
                        progress.total());
    }

    private synchronized List<String> nextSingle() {
        List<String> next = new ArrayList<>();
        while (next.size() < MOST_SINGLE && !single.isEmpty()) {
            next.add(single.remove());
        }
        return next;
    }

    private void lookAt(String jobId) {
        try {
            Job job = api.job(jobId);
            if (!settle(job)) {
                keepLookingAt(job);
            }
        } catch (ApiException e) {
            if (e.status() != 404) {
                synchronized (this) {
                    single.add(jobId);
                }
                throw e;
            }
            end(jobId, "JOB_NOT_FOUND", "The server has forgotten its job.", "Run the command again.");
        }
    }

    private synchronized void keepLookingAt(Job job) {
        String batchId = job.batchId();
        if (batchId == null) {
            single.add(job.jobId());
        } else {
            batches.computeIfAbsent(batchId, id -> new LinkedHashSet<>()).add(job.jobId());
        }
    }

    private synchronized Set<String> nextBatches(Map<String, Job> running) {
        Set<String> next = new LinkedHashSet<>();
        for (Job job : ran.values()) {
            String batchId = job.batchId();
            if (!running.containsKey(job.jobId()) && batchId != null && batches.containsKey(batchId)) {
                next.add(batchId);
            }
        }
        List<String> open = List.copyOf(batches.keySet());
        next.addAll(open.subList(0, Math.min(OLDEST, open.size())));
        for (int i = 0; i < IN_TURN && !open.isEmpty(); i++) {
            next.add(open.get((int) (turn++ % open.size())));
        }
        return next.stream().limit(MOST_BATCHES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private synchronized Set<String> jobsOf(String batchId) {
        return new LinkedHashSet<>(batches.getOrDefault(batchId, Set.of()));
    }

    /** Jobs that the server did not list with their upload. */
    private synchronized void lookSinglyAt(String batchId, Set<String> jobIds) {
        Set<String> open = batches.get(batchId);
        if (open != null && open.removeAll(jobIds)) {
            single.addAll(jobIds);
            if (open.isEmpty()) {
                batches.remove(batchId);
            }
        }
    }

    /** True if the job has ended. */
    private boolean settle(Job job) {
        if (!job.state().isFinal()) {
            return false;
        }
        if (job.state() == JobState.SUCCEEDED) {
            end(job, null);
            return true;
        }
        JobError error = job.error();
        String status = String.valueOf(job.status());
        if (error == null) {
            String advice = "Run the command again to upload it again.";
            end(job, new JobError(status.toUpperCase(Locale.ROOT), "Its job was " + status + ".", false, advice));
        } else {
            end(job, error);
        }
        return true;
    }

    private void end(String jobId, String code, String detail, String advice) {
        end(new Job(jobId, null, null, null, null, null), new JobError(code, detail, false, advice));
    }

    private synchronized void end(Job job, @Nullable JobError error) {
        Waiting ended = waiting.remove(job.jobId());
        forget(job);
        if (ended == null) {
            return; // somebody else's
        }
        for (FoundFile file : ended.files()) {
            board.finish(file, outcome(file, ended, error));
        }
    }

    private static FileOutcome outcome(FoundFile file, Waiting ended, @Nullable JobError error) {
        if (error != null) {
            return new Failed(
                    file.id(),
                    Objects.requireNonNullElse(error.code(), "UNKNOWN"),
                    Objects.requireNonNullElse(error.detail(), "The server gave no reason."),
                    Objects.requireNonNullElse(error.advice(), ""));
        }
        return ended.wasThere() ? new AlreadyThere(file, ended.documentId()) : new Indexed(file, ended.documentId());
    }

    private void forget(Job job) {
        String batchId = job.batchId();
        Set<String> open = batchId == null ? null : batches.get(batchId);
        if (open != null && open.remove(job.jobId()) && open.isEmpty()) {
            batches.remove(batchId);
        }
    }
}
