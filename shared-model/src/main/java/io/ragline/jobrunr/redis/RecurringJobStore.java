package io.ragline.jobrunr.redis;

import java.util.List;
import java.util.Objects;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.storage.RecurringJobsResult;
import org.jspecify.annotations.Nullable;

/** Recurring jobs, and apart from them their creation times, of which JobRunr asks for the sum at every poll. */
final class RecurringJobStore {

    private static final LuaScript SAVE = LuaScript.named("save-recurring-job");
    private static final LuaScript DELETE = LuaScript.named("delete-recurring-job");

    private final RedisLink link;
    private final JobCodec codec;
    private final List<String> bothKeys;

    RecurringJobStore(RedisLink link, Keys keys, JobCodec codec) {
        this.link = link;
        this.codec = codec;
        this.bothKeys = List.of(keys.recurringJobs(), keys.recurringJobsCreatedAt());
    }

    void save(RecurringJob job) {
        String createdAt = Long.toString(job.getCreatedAt().toEpochMilli());
        link.run(SAVE, bothKeys, List.of(job.getId(), codec.write(job), createdAt));
    }

    RecurringJobsResult list() {
        return new RecurringJobsResult(link.call(redis -> redis.hgetall(bothKeys.get(0))).entrySet().stream()
                .map(job -> codec.readRecurringOrNull(job.getKey(), job.getValue()))
                .filter(Objects::nonNull)
                .toList());
    }

    boolean updatedSince(long knownHash) {
        List<String> createdAt = link.call(redis -> redis.hvals(bothKeys.get(1)));
        // JobRunr's hash of no jobs at all is -1
        return createdAt.stream().mapToLong(Long::parseLong).sum() != Math.max(0, knownHash);
    }

    int delete(String id) {
        @Nullable Long deleted = link.runForNumber(DELETE, bothKeys, List.of(id));
        return deleted == null ? 0 : deleted.intValue();
    }
}
