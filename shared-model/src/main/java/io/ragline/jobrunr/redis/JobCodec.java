package io.ragline.jobrunr.redis;

import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JobRunr's job mapper, which arrives only after the storage was made. */
final class JobCodec {

    private static final Logger LOG = LoggerFactory.getLogger(JobCodec.class);

    private volatile @Nullable JobMapper mapper;

    void use(JobMapper jobMapper) {
        mapper = jobMapper;
    }

    String write(Job job) {
        return mapper().serializeJob(job);
    }

    Job read(String json) {
        return mapper().deserializeJob(json);
    }

    /** Null, and an error in the log, when the stored job is not readable: one bad job must not hide the others. */
    @Nullable
    Job readOrNull(UUID id, String json) {
        try {
            return read(json);
        } catch (RuntimeException e) {
            LOG.error("Job {} in Redis cannot be read", id, e);
            return null;
        }
    }

    String write(RecurringJob job) {
        return mapper().serializeRecurringJob(job);
    }

    @Nullable
    RecurringJob readRecurringOrNull(String id, String json) {
        try {
            return mapper().deserializeRecurringJob(json);
        } catch (RuntimeException e) {
            LOG.error("Recurring job {} in Redis cannot be read", id, e);
            return null;
        }
    }

    private JobMapper mapper() {
        JobMapper current = mapper;
        if (current == null) {
            throw new IllegalStateException("setJobMapper has not been called; JobRunr's configuration does so");
        }
        return current;
    }
}
