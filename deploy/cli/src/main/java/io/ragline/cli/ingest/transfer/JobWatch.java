package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.Job;
import io.ragline.cli.http.JobError;
import io.ragline.cli.http.JobState;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.RunningFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the jobs of accepted files to their end, with few requests however many there are: one for all that run, and one for
 * each of some of the uploads that they came with. These are those of which a job has stopped running, the oldest, whose jobs
 * run first, and some of the others in turn.
 */
final class JobWatch {

    private static final int OLDEST = 4;
    private static final int IN_TURN = 4;
    private static final int MOST_BATCHES = 16;
    private static final int MOST_SINGLE = 16;

    private final IngestApi api;
    private final String collection;
    private final Board board;
    private final Map<String, List<Followed>> byJob = new HashMap<>();
    private final Map<String, Set<String>> byBatch = new LinkedHashMap<>();
    private final Deque<String> single = new ArrayDeque<>();
    private Map<String, Job> ran = Map.of();
    private long turn;

    JobWatch(IngestApi api, String collection, Board board) {
        this.api = api;
        this.collection = collection;
        this.board = board;
    }

    /**
     * Follows jobs from now on.
     *
     * @param batches by job, the upload that it came with; jobs of which that isn't known are left out
     */
    synchronized void add(Followed file, Set<String> jobs, Map<String, String> batches) {
        board.accepted(file.file());
        for (String jobId : jobs) {
            byJob.computeIfAbsent(jobId, id -> new ArrayList<>(1)).add(file);
            lookAtWith(jobId, batches.get(jobId));
        }
    }

    private void lookAtWith(String jobId, @Nullable String batchId) {
        if (batchId == null) {
            single.add(jobId);
        } else {
            byBatch.computeIfAbsent(batchId, id -> new LinkedHashSet<>()).add(jobId);
        }
    }

    synchronized boolean isEmpty() {
        return byJob.isEmpty();
    }

    /** One round of looking. */
    void look() {
        Map<String, Job> running = api.runningJobs(collection).stream()
                .sorted(Comparator.comparing(Job::jobId)) // the oldest first
                .collect(Collectors.toMap(Job::jobId, job -> job, (one, same) -> one, LinkedHashMap::new));
        if (show(running)) {
            board.ahead(0);
        } else {
            tellPlaceInQueue();
        }
        nextSingle().forEach(this::lookAt);
        for (String batchId : nextBatches(running)) {
            Set<String> unlisted = jobsOf(batchId);
            for (Job job : api.jobsOfBatch(batchId)) {
                unlisted.remove(job.jobId());
                settle(job);
            }
            lookSinglyAt(batchId, unlisted);
        }
        ran = running;
    }

    /** True if any of those that are followed runs. */
    private synchronized boolean show(Map<String, Job> running) {
        Map<FoundFile, RunningFile> lines = new LinkedHashMap<>();
        for (Job job : running.values()) {
            for (Followed file : byJob.getOrDefault(job.jobId(), List.of())) {
                lines.put(file.file(), file.line(job));
            }
        }
        board.running(lines);
        return !lines.isEmpty();
    }

    /** Others may have put much into the queue before. */
    private void tellPlaceInQueue() {
        String oldest = oldest();
        if (oldest != null) {
            try {
                Integer position = api.job(oldest).queuePosition();
                board.ahead(position == null ? 0 : position - 1);
            } catch (ApiException e) {
                if (e.status() != 404) {
                    throw e;
                }
                board.ahead(0);
            }
        }
    }

    private synchronized @Nullable String oldest() {
        return byBatch.values().stream().flatMap(Set::stream).findFirst().orElse(null);
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
                synchronized (this) {
                    lookAtWith(jobId, job.batchId());
                }
            }
        } catch (ApiException e) {
            if (e.status() != 404) {
                synchronized (this) {
                    single.add(jobId);
                }
                throw e;
            }
            end(Job.unknown(jobId)
                    .failedWith(new JobError(
                            "JOB_NOT_FOUND", "The server has forgotten its job.", false, "Run the command again.")));
        }
    }

    private synchronized Set<String> nextBatches(Map<String, Job> running) {
        Set<String> next = new LinkedHashSet<>();
        for (Job job : ran.values()) {
            String batchId = job.batchId();
            if (!running.containsKey(job.jobId()) && batchId != null && byBatch.containsKey(batchId)) {
                next.add(batchId);
            }
        }
        List<String> open = List.copyOf(byBatch.keySet());
        next.addAll(open.subList(0, Math.min(OLDEST, open.size())));
        for (int i = 0; i < IN_TURN && !open.isEmpty(); i++) {
            next.add(open.get((int) (turn++ % open.size())));
        }
        return next.stream().limit(MOST_BATCHES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private synchronized Set<String> jobsOf(String batchId) {
        return new LinkedHashSet<>(byBatch.getOrDefault(batchId, Set.of()));
    }

    /** Jobs that the server did not list with their upload. */
    private synchronized void lookSinglyAt(String batchId, Set<String> jobIds) {
        Set<String> open = byBatch.get(batchId);
        if (open != null && open.removeAll(jobIds)) {
            single.addAll(jobIds);
            if (open.isEmpty()) {
                byBatch.remove(batchId);
            }
        }
    }

    /** True if the job has ended. */
    private boolean settle(Job job) {
        if (!job.state().isFinal()) {
            return false;
        }
        if (job.state() == JobState.SUCCEEDED || job.error() != null) {
            end(job);
        } else {
            String status = String.valueOf(job.status());
            String advice = "Run the command again to upload it again.";
            end(job.failedWith(
                    new JobError(status.toUpperCase(Locale.ROOT), "Its job was " + status + ".", false, advice)));
        }
        return true;
    }

    private synchronized void end(Job job) {
        String batchId = job.batchId();
        Set<String> open = batchId == null ? null : byBatch.get(batchId);
        if (open != null && open.remove(job.jobId()) && open.isEmpty()) {
            byBatch.remove(batchId);
        }
        List<Followed> files = byJob.remove(job.jobId());
        for (Followed file : files == null ? List.<Followed>of() : files) {
            file.end(job);
            if (file.isAtEnd()) {
                board.finish(file.file(), file.outcome());
            }
        }
    }
}
