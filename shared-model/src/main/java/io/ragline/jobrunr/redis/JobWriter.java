package io.ragline.jobrunr.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobListVersioner;
import org.jobrunr.jobs.JobVersioner;
import org.jobrunr.jobs.states.SchedulableState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jspecify.annotations.Nullable;

/** Saves and deletes jobs. */
final class JobWriter {

    private static final LuaScript SAVE = LuaScript.onJobs("save-jobs");
    private static final LuaScript DELETE = LuaScript.onJobs("delete-job");
    private static final LuaScript DELETE_UPDATED_BEFORE = LuaScript.onJobs("delete-jobs-updated-before");
    private static final LuaScript SET_ASIDE = LuaScript.onJobs("set-aside-job");

    private static final String NONE = "";
    /** Priority outweighs age, and both together stay exact in the double that is a sorted set's score. */
    private static final long MILLIS_PER_PRIORITY = 10_000_000_000_000L;

    private static final LuaScript WITHDRAW = LuaScript.onJobs("withdraw-jobs");
    private static final Duration LONGEST_YIELD = Duration.ofMillis(20);
    private static final int MOST_SET_ASIDE = 1000;
    private static final int SECONDS_SET_ASIDE = 7 * 24 * 3600;

    private final RedisLink link;
    private final Keys keys;
    private final RedisClock clock;
    private final JobCodec codec;
    private final JobPlacement placement;
    private final int maxPerScript;
    private final WriteTokens tokens = new WriteTokens();
    private final GroupCommit<JobWrite, Boolean> groupCommit;

    JobWriter(RedisLink link, Keys keys, RedisClock clock, JobCodec codec, JobPlacement placement, int maxPerScript) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
        this.codec = codec;
        this.placement = placement;
        this.maxPerScript = maxPerScript;
        this.groupCommit = new GroupCommit<>(this::send, maxPerScript);
    }

    /**
     * Saves one job; one that is known together with those of other threads, see {@link GroupCommit}. A new one goes alone:
     * at its memory limit Redis refuses it, and must not refuse what others finish.
     */
    void save(Job job) {
        if (job.getVersion() == 0) {
            save(List.of(job));
            return;
        }
        try (JobVersioner versioner = new JobVersioner(job)) {
            if (!groupCommit.write(write(job, tokens.next()))) {
                throw new ConcurrentJobModificationException(job);
            }
            versioner.commitVersion();
        }
    }

    /** Saves jobs that are all new or all known, and counts up the versions of those that were saved. */
    void save(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<Job> conflicts = new ArrayList<>();
        try (JobListVersioner versioner = new JobListVersioner(jobs)) {
            versioner.validateJobs();
            int tried = 0;
            try {
                while (tried < jobs.size()) {
                    List<Job> some = jobs.subList(tried, Math.min(jobs.size(), tried + maxPerScript));
                    conflicts.addAll(saveInOneScript(some));
                    tried += some.size();
                }
            } finally {
                List<Job> notSaved = new ArrayList<>(conflicts);
                notSaved.addAll(jobs.subList(tried, jobs.size()));
                versioner.rollbackVersions(notSaved);
            }
        }
        if (!conflicts.isEmpty()) {
            throw new ConcurrentJobModificationException(conflicts);
        }
    }

    private List<Job> saveInOneScript(List<Job> jobs) {
        String token = tokens.next();
        List<Boolean> saved = send(jobs.stream().map(job -> write(job, token)).toList());
        return IntStream.range(0, jobs.size())
                .filter(i -> !saved.get(i))
                .mapToObj(jobs::get)
                .toList();
    }

    /** Says of each whether it was saved; else somebody changed the job meanwhile. */
    private List<Boolean> send(List<JobWrite> writes) {
        List<String> jobKeys = new ArrayList<>(writes.size());
        List<String> arguments = new ArrayList<>(1 + 14 * writes.size());
        arguments.add(keys.prefix());
        for (JobWrite write : writes) {
            jobKeys.add(write.key());
            arguments.addAll(write.values());
        }
        List<Boolean> saved = new ArrayList<>(Collections.nCopies(writes.size(), true));
        link.runForList(SAVE, jobKeys, arguments)
                .forEach(position -> saved.set(((Long) position).intValue() - 1, false));
        return saved;
    }

    /** Turned into strings by the thread that saves, so that threads that write together do this beside each other. */
    private JobWrite write(Job job, String token) {
        List<String> values = new ArrayList<>(14);
        StateName state = job.getState();
        values.add(job.getId().toString());
        values.add(token);
        values.add(job.getVersion() == 1 ? NONE : Integer.toString(job.getVersion() - 1));
        values.add(Integer.toString(job.getVersion()));
        values.add(state.name());
        values.add(codec.write(job));
        values.add(Long.toString(clock.toRedis(job.getUpdatedAt())));
        values.add(job.getJobSignature());
        values.add(job.getRecurringJobId().orElse(NONE));
        values.add(job.getLastJobStateOfType(SchedulableState.class)
                .map(scheduled -> Long.toString(clock.toRedis(scheduled.getScheduledAt())))
                .orElse(NONE));
        if (state == StateName.ENQUEUED) {
            addPlacement(values, job);
        } else {
            values.addAll(List.of(NONE, NONE, NONE, NONE));
        }
        return new JobWrite(keys.job(job.getId()), values);
    }

    /** @throws RuntimeException if nobody can say where the job belongs */
    void checkPlace(Job job) {
        Objects.requireNonNull(placement.of(job));
    }

    private void addPlacement(List<String> values, Job job) {
        Placement place = placement.of(job);
        long since = clock.toRedis(job.getUpdatedAt()) / 1000;
        values.add(place.lane());
        values.add(place.group());
        values.add(Long.toString(place.priority() * MILLIS_PER_PRIORITY + since));
        values.add(Long.toString(since));
    }

    int delete(UUID id) {
        return number(link.runForNumber(DELETE, List.of(keys.job(id)), List.of(keys.prefix(), id.toString())));
    }

    /** Forgets those of the jobs that have yet to run. */
    int withdraw(List<UUID> ids) {
        int withdrawn = 0;
        for (int from = 0; from < ids.size(); from += maxPerScript) {
            List<UUID> some = ids.subList(from, Math.min(ids.size(), from + maxPerScript));
            List<String> arguments = new ArrayList<>(List.of(keys.prefix()));
            some.forEach(id -> arguments.add(id.toString()));
            withdrawn += number(
                    link.runForNumber(WITHDRAW, some.stream().map(keys::job).toList(), arguments));
        }
        return withdrawn;
    }

    /** Leaves Redis to the others for as long as each script took: purging has time, and there may be a million jobs. */
    int deleteUpdatedBefore(StateName state, Instant updatedBefore) {
        String before = Long.toString(clock.toRedis(updatedBefore));
        List<String> arguments = List.of(keys.prefix(), before, Integer.toString(maxPerScript));
        int total = 0;
        int deleted;
        do {
            long start = System.nanoTime();
            deleted = number(link.runForNumber(DELETE_UPDATED_BEFORE, List.of(keys.state(state)), arguments));
            total += deleted;
            if (deleted == maxPerScript) {
                LockSupport.parkNanos(Math.min(System.nanoTime() - start, LONGEST_YIELD.toNanos()));
            }
        } while (deleted == maxPerScript);
        return total;
    }

    /** Out of the queue, but kept for a week under {@code malformed:<id>}: nobody can run or even show this job. */
    void setAside(UUID id) {
        link.run(
                SET_ASIDE,
                List.of(keys.job(id), keys.malformed()),
                List.of(
                        keys.prefix(),
                        id.toString(),
                        Integer.toString(MOST_SET_ASIDE),
                        Integer.toString(SECONDS_SET_ASIDE)));
    }

    private static int number(@Nullable Long reply) {
        return Objects.requireNonNull(reply).intValue();
    }

    /** A job as the script takes it. */
    private record JobWrite(String key, List<String> values) {}
}
