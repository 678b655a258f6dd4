package io.ragline.api.jobs;

import io.lettuce.core.RedisException;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvents;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The events of one job on their way to one who watches it. Whoever knows of something new calls {@link #look}; one thread
 * at a time then reads on in the job's stream, as far as the client takes it.
 *
 * <p>What {@code END} in the stream means, PostgreSQL decides: while the job has ended there, that was the end, and words
 * that a cancelled run may have said later are left out; otherwise the job was retried, and what follows counts.
 *
 * <p>Redis may lose what the client has read already, or will never read: where the event that was read last isn't there any more,
 * it is read from the beginning, and an answer that ends without its last words ({@link AnswerHeard}) is told again from its result.
 */
final class JobEventStream {
    private static final Logger LOG = Logger.getLogger(JobEventStream.class);
    private static final int PAGE = 200;
    /** How long after PostgreSQL has said that the job has ended its last event may still be on its way. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final UUID jobId;
    private final JobEvents events;
    private final SseEvents sse;
    private final MultiEmitter<? super OutboundSseEvent> client;
    private final Executor threads;
    private final AtomicInteger looks = new AtomicInteger();
    private final AnswerHeard heard = new AnswerHeard();
    private @Nullable String lastRead;
    private boolean resumed;
    private @Nullable JobEvent end;
    private volatile @Nullable Long endedSince;
    private volatile long lastSent = System.nanoTime();

    /** @param after the event to begin behind; null for all */
    JobEventStream(
            UUID jobId,
            @Nullable String after,
            JobEvents events,
            SseEvents sse,
            MultiEmitter<? super OutboundSseEvent> client,
            Executor threads) {
        this.jobId = jobId;
        this.lastRead = after;
        this.resumed = after != null;
        this.events = events;
        this.sse = sse;
        this.client = client;
        this.threads = threads;
    }

    UUID jobId() {
        return jobId;
    }

    /** Has the stream look for new events; returns at once. */
    void look() {
        if (client.isCancelled() || looks.getAndIncrement() > 0) {
            return; // whoever looks just now will look once more
        }
        try {
            threads.execute(this::lookUntilDone);
        } catch (RejectedExecutionException e) {
            LOG.debugf("The process stops, nobody looks for events of job %s any more", jobId);
        }
    }

    /** What PostgreSQL says: whether the job has ended. */
    void ended(boolean has) {
        if (!has) {
            endedSince = null;
        } else if (endedSince == null) {
            endedSince = System.nanoTime();
        }
    }

    /** Shows the client, and whatever is in between, that the connection is alive. */
    void keepAlive(Duration silence) {
        if (System.nanoTime() - lastSent > silence.toNanos() && client.requested() > 0) {
            send(sse.keepAlive());
        }
    }

    void complete() {
        client.complete();
    }

    private void lookUntilDone() {
        int seen = 1;
        while (seen > 0) {
            try {
                if (readOn()) {
                    conclude();
                }
            } catch (RuntimeException e) {
                // the next look is a second away
                LOG.debugf(e, "No events of job %s just now", jobId);
            }
            seen = looks.addAndGet(-seen);
        }
    }

    /** @return whether the client has been sent all that can be read; it gets no more than it takes */
    private boolean readOn() {
        try {
            while (client.requested() > 0) {
                if (readPage() < PAGE) {
                    return true;
                }
            }
            return false;
        } catch (RedisException e) {
            LOG.debugf(e, "The events of job %s can't be read: Redis does not answer", jobId);
            return true;
        }
    }

    /** @return how much there was; a page if there may be more */
    private int readPage() {
        String behind = lastRead;
        if (behind == null) {
            List<JobEvent> page = events.read(jobId, null, PAGE);
            page.forEach(this::take);
            return page.size();
        }
        List<JobEvent> page = events.readFrom(jobId, behind, PAGE + 1);
        if (page.isEmpty() || !page.getFirst().id().equals(behind)) {
            lastRead = null;
            end = null;
            heard.lost();
            return page.isEmpty() ? 0 : PAGE;
        }
        if (resumed) {
            resumed = false;
            heard.resumedBehind(page.getFirst());
        }
        page.subList(1, page.size()).forEach(this::take);
        return page.size() - 1;
    }

    private void take(JobEvent event) {
        lastRead = event.id();
        if (event.type() == JobEvent.Type.END) {
            end = event;
        } else if (end == null || !isStraggler(event)) {
            end = null;
            tell(event);
        }
    }

    private void tell(JobEvent event) {
        if (heard.misses(event)) {
            send(sse.restart());
        }
        if (!sse.isSilent(event)) {
            send(sse.of(event));
        }
    }

    /** Whether an event behind the end of a job is a late word of the run that was cancelled. */
    static boolean isStraggler(JobEvent event) {
        return switch (event.type()) {
            case PROGRESS, TOKEN, RESTART, PUT_OFF, END -> true;
            case QUEUED, STARTED -> false;
        };
    }

    /** Ends the stream if this is the end of the job. */
    private void conclude() {
        Long since = endedSince;
        boolean lost = since != null && System.nanoTime() - since > LATE.toNanos();
        if (end == null && !lost) {
            return;
        }
        Optional<OutboundSseEvent> last = sse.end(jobId, end == null ? null : end.id());
        if (last.isPresent()) {
            sse.result(jobId).ifPresent(this::tellResult);
            send(last.get());
            client.complete();
        } else {
            end = null;
            endedSince = null;
        }
    }

    private void tellResult(String result) {
        if (!heard.isWhole()) {
            sse.answerOf(result).ifPresent(answer -> {
                send(sse.restart());
                send(sse.words(answer));
            });
        }
        send(sse.result(result));
    }

    private void send(OutboundSseEvent event) {
        lastSent = System.nanoTime();
        client.emit(event);
    }
}
