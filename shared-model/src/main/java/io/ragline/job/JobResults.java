package io.ragline.job;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Results while they are hot: kept in Redis for minutes so that polling does not reach PostgreSQL, where they are for
 * good. A key names the tenant as well, so nobody reads another's.
 */
public final class JobResults {
    private static final Logger LOG = Logger.getLogger(JobResults.class);

    private final StatefulRedisConnection<String, String> redis;
    private final Duration keep;

    public JobResults(StatefulRedisConnection<String, String> redis, Duration keep) {
        this.redis = redis;
        this.keep = keep;
    }

    /** Keeps a result; returns at once. That it is not kept when Redis is away does not matter. */
    public void put(UUID tenantId, UUID jobId, String body) {
        try {
            redis.async()
                    .set(key(tenantId, jobId), body, SetArgs.Builder.ex(keep))
                    .exceptionally(e -> {
                        LOG.debugf(e, "The result of job %s is not hot: Redis does not answer", jobId);
                        return "";
                    });
        } catch (RedisException e) {
            LOG.debugf(e, "The result of job %s is not hot: Redis does not answer", jobId);
        }
    }

    /** The result if it is hot. */
    public Optional<String> get(UUID tenantId, UUID jobId) {
        try {
            return Optional.ofNullable(redis.sync().get(key(tenantId, jobId)));
        } catch (RedisException e) {
            LOG.debugf(e, "No hot result of job %s: Redis does not answer", jobId);
            return Optional.empty();
        }
    }

    private static String key(UUID tenantId, UUID jobId) {
        return "{job-" + jobId + "}:result:" + tenantId;
    }
}
