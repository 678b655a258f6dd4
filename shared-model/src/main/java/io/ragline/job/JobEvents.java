package io.ragline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.model.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What running jobs tell: a Redis Stream for each job ({@code {job-<id>}:events}) and one channel that says which jobs
 * have ended. Events are a courtesy: when Redis is away they are lost, and the job goes on.
 */
public final class JobEvents {
    /** Jobs that ended are named here, by id. */
    public static final String ENDED_CHANNEL = "ragline:jobs:ended";

    private static final Logger LOG = Logger.getLogger(JobEvents.class);
    private static final long MAX_EVENTS_PER_JOB = 10_000;
    private static final Duration KEEP = Duration.ofHours(1);
    private static final String PROGRESS = "progress";

    private final StatefulRedisConnection<String, String> redis;
    private final ObjectMapper json;

    public JobEvents(StatefulRedisConnection<String, String> redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** Tells how far a job has come; returns at once. */
    public void progress(UUID jobId, Progress progress) {
        try {
            String key = key(jobId);
            var commands = redis.async();
            commands.xadd(
                            key,
                            XAddArgs.Builder.maxlen(MAX_EVENTS_PER_JOB).approximateTrimming(),
                            Map.of(PROGRESS, json.writeValueAsString(progress)))
                    .exceptionally(e -> notTold(jobId, e));
            commands.expire(key, KEEP).exceptionally(e -> {
                notTold(jobId, e);
                return false;
            });
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Progress is always JSON", e);
        } catch (RedisException e) {
            notTold(jobId, e);
        }
    }

    /** Tells everybody who waits for the job that it has ended; returns at once. */
    public void ended(UUID jobId) {
        try {
            redis.async().publish(ENDED_CHANNEL, jobId.toString()).exceptionally(e -> {
                notTold(jobId, e);
                return 0L;
            });
        } catch (RedisException e) {
            notTold(jobId, e);
        }
    }

    /** How far the job said last that it had come. */
    public Optional<Progress> latestProgress(UUID jobId) {
        try {
            List<StreamMessage<String, String>> last =
                    redis.sync().xrevrange(key(jobId), Range.unbounded(), Limit.from(1));
            return last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json.readValue(last.getFirst().getBody().get(PROGRESS), Progress.class));
        } catch (RedisException e) {
            LOG.debugf(e, "No progress of job %s: Redis does not answer", jobId);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The events of job %s are not what a worker writes".formatted(jobId), e);
        }
    }

    private static String key(UUID jobId) {
        return "{job-" + jobId + "}:events";
    }

    private static String notTold(UUID jobId, Throwable e) {
        LOG.debugf(e, "An event of job %s was not told: Redis does not answer", jobId);
        return "";
    }
}
