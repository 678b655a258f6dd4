package io.ragline.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.ragline.job.JobEvent.Type;
import io.ragline.model.JobStatus;
import io.ragline.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to jobs, for those who watch: a Redis Stream for each job ({@code {job-<id>}:events}) with a channel that
 * says when there is more in it, and channels for all jobs that say which have ended and which are to stop. Events are a
 * courtesy: when Redis is away they are lost, and the job goes on. Only the words of an answer are told again then, see {@link
 * AnswerEvents}.
 */
public final class JobEvents {
    /** Jobs that ended are named here, by id. */
    public static final String ENDED_CHANNEL = "ragline:jobs:ended";
    /** Jobs that whoever runs them is to stop are named here, by id. */
    public static final String STOP_CHANNEL = "ragline:jobs:stop";

    private static final Logger LOG = Logger.getLogger(JobEvents.class);
    private static final long MAX_EVENTS_PER_JOB = 10_000;
    private static final int LOOK_BACK = 10;
    private static final String TYPE = "type";
    private static final String DATA = "data";
    private static final String LAST = "last";
    private static final String TELL_ANSWER = read("tell-answer");

    private final StatefulRedisConnection<String, String> redis;
    private final ObjectMapper json;
    private final Duration keep;

    /** @param keep how long the events of a job are kept after its last one */
    public JobEvents(StatefulRedisConnection<String, String> redis, ObjectMapper json, Duration keep) {
        this.redis = redis;
        this.json = json;
        this.keep = keep;
    }

    /** The channel on which a message says that a job's stream has grown. */
    public static String channel(UUID jobId) {
        return "{job-" + jobId + "}:told";
    }

    /** Tells that the job waits anew, because somebody asked for it; returns at once. */
    public void queuedAgain(UUID jobId) {
        tell(jobId, Type.QUEUED, Map.of());
    }

    /** Tells that an attempt has started; returns at once. */
    public void started(UUID jobId, int attempt) {
        tell(jobId, Type.STARTED, Map.of("attempt", attempt));
    }

    /** Tells how far a job has come; returns at once. */
    public void progress(UUID jobId, Progress progress) {
        tell(jobId, Type.PROGRESS, progress);
    }

    /** Tells the answer of the run that has just started; one for each run. */
    public AnswerEvents answer(UUID jobId) {
        return new AnswerEvents(step -> tell(jobId, step), "job " + jobId);
    }

    private CompletionStage<String> tell(UUID jobId, AnswerEvents.Step step) {
        String[] keys = {key(jobId)};
        String[] arguments = {
            channel(jobId),
            Long.toString(MAX_EVENTS_PER_JOB),
            Long.toString(keep.toMillis()),
            Objects.requireNonNullElse(step.after(), ""),
            step.restart() == null ? "" : write(Map.of("why", step.restart())),
            step.words().isEmpty() && !step.last() ? "" : write(Map.of("text", step.words())),
            step.last() ? "1" : ""
        };
        try {
            RedisAsyncCommands<String, String> commands = redis.async();
            return commands.<String>evalsha(commands.digest(TELL_ANSWER), ScriptOutputType.VALUE, keys, arguments)
                    .exceptionallyCompose(e -> unwrapped(e) instanceof RedisNoScriptException
                            ? commands.eval(TELL_ANSWER, ScriptOutputType.VALUE, keys, arguments)
                            : CompletableFuture.failedFuture(e));
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Throwable unwrapped(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    /** Tells that the job waits for another attempt; returns at once. */
    public void putOff(UUID jobId, Instant notBefore, String why) {
        tell(jobId, Type.PUT_OFF, Map.of("notBefore", notBefore.toString(), "why", why));
    }

    /** Tells everybody who waits for the job that it has ended; returns at once. */
    public void ended(UUID jobId, JobStatus status) {
        tell(jobId, Type.END, Map.of("status", status.id()));
        send(jobId, commands -> commands.publish(ENDED_CHANNEL, jobId.toString()));
    }

    /** Asks whoever runs the job to stop; returns at once. They look by themselves too, every second. */
    public void stop(UUID jobId) {
        send(jobId, commands -> commands.publish(STOP_CHANNEL, jobId.toString()));
    }

    private void tell(UUID jobId, Type type, Object data) {
        String body = write(data);
        String key = key(jobId);
        send(
                jobId,
                commands -> commands.xadd(
                        key,
                        XAddArgs.Builder.maxlen(MAX_EVENTS_PER_JOB).approximateTrimming(),
                        Map.of(TYPE, type.id(), DATA, body)));
        send(jobId, commands -> commands.expire(key, keep));
        send(jobId, commands -> commands.publish(channel(jobId), ""));
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Events are always JSON", e);
        }
    }

    @FunctionalInterface
    private interface Send {
        CompletionStage<?> to(RedisAsyncCommands<String, String> commands);
    }

    private void send(UUID jobId, Send what) {
        try {
            var unused = what.to(redis.async()).whenComplete((done, e) -> {
                if (e != null) {
                    notTold(jobId, e);
                }
            });
        } catch (RedisException e) {
            notTold(jobId, e);
        }
    }

    private static void notTold(UUID jobId, Throwable e) {
        LOG.debugf(e, "An event of job %s was not told: Redis does not answer", jobId);
    }

    /**
     * The events of a job in order.
     *
     * @param afterId only those behind this one; null for all
     * @throws RedisException if Redis does not answer
     */
    public List<JobEvent> read(UUID jobId, @Nullable String afterId, int limit) {
        Range.Boundary<String> after = afterId == null ? Range.Boundary.unbounded() : Range.Boundary.excluding(afterId);
        return read(jobId, Range.from(after, Range.Boundary.unbounded()), limit);
    }

    /**
     * The event of that id, if it is still there, and those behind it.
     *
     * @throws RedisException if Redis does not answer
     */
    public List<JobEvent> readFrom(UUID jobId, String id, int limit) {
        return read(jobId, Range.from(Range.Boundary.including(id), Range.Boundary.unbounded()), limit);
    }

    private List<JobEvent> read(UUID jobId, Range<String> range, int limit) {
        return redis.sync().xrange(key(jobId), range, Limit.from(limit)).stream()
                .map(JobEvents::event)
                .toList();
    }

    /** How far the job said last that it had come. */
    public Optional<Progress> latestProgress(UUID jobId) {
        try {
            return redis.sync().xrevrange(key(jobId), Range.unbounded(), Limit.from(LOOK_BACK)).stream()
                    .map(JobEvents::event)
                    .takeWhile(event -> event.type() != Type.STARTED)
                    .filter(event -> event.type() == Type.PROGRESS)
                    .findFirst()
                    .map(event -> progress(jobId, event.data()));
        } catch (RedisException e) {
            LOG.debugf(e, "No progress of job %s: Redis does not answer", jobId);
            return Optional.empty();
        }
    }

    private Progress progress(UUID jobId, String data) {
        try {
            return json.readValue(data, Progress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The events of job %s are not what a worker writes".formatted(jobId), e);
        }
    }

    private static JobEvent event(StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody();
        return new JobEvent(
                message.getId(),
                Type.of(body.getOrDefault(TYPE, Type.PROGRESS.id())),
                body.getOrDefault(DATA, "{}"),
                body.containsKey(LAST));
    }

    private static String key(UUID jobId) {
        return "{job-" + jobId + "}:events";
    }

    private static String read(String script) {
        try (InputStream file = JobEvents.class.getResourceAsStream(script + ".lua")) {
            if (file == null) {
                throw new IllegalStateException(script + ".lua is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
