package io.ragline.api.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobEvents;
import io.ragline.job.JobSignals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All who watch jobs in this process, on one subscription and a few threads, however many they are. A stream reads on when
 * Redis says that there is more. Because messages get lost, every stream looks each second too; and because streams get
 * lost, PostgreSQL is asked every other second, once for all of them, which jobs have ended.
 */
@ApplicationScoped
public class JobEventStreams {
    private static final Logger LOG = Logger.getLogger(JobEventStreams.class);
    private static final int THREADS = 4;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final JobRepository jobs;
    private final JobEvents events;
    private final JobSignals signals;
    private final SseEvents sse;
    private final ScheduledExecutorService threads;
    private final Set<JobEventStream> open = ConcurrentHashMap.newKeySet();

    JobEventStreams(JobRepository jobs, JobEvents events, JobSignals signals, SseEvents sse) {
        this.jobs = jobs;
        this.events = events;
        this.signals = signals;
        this.sse = sse;
        this.threads = Executors.newScheduledThreadPool(THREADS, factory());
    }

    private static ThreadFactory factory() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return task -> {
            Thread thread = Thread.ofPlatform().daemon().name("job-events").unstarted(task);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    void start(@Observes StartupEvent event) {
        threads.scheduleWithFixedDelay(
                this::lookAll, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::askAll, ASK_EVERY.toMillis(), ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The events of a job, those that have happened and those to come, until it ends.
     *
     * @param after the event to begin behind; null for all
     */
    public Multi<OutboundSseEvent> of(UUID jobId, @Nullable String after) {
        // a page is read when the client has room for it, but what it has room for shows late while it is being handed
        // out;
        // what is held then is bounded by what Redis keeps of a job
        return Multi.createFrom().emitter(client -> open(jobId, after, client), BackPressureStrategy.BUFFER);
    }

    private void open(UUID jobId, @Nullable String after, MultiEmitter<? super OutboundSseEvent> client) {
        JobEventStream stream = new JobEventStream(jobId, after, events, sse, client, threads);
        client.onRequest(more -> stream.look());
        // subscribing may wait for a connection to Redis, and this is a network thread
        threads.execute(() -> {
            JobSignals.Listening listening = signals.listen(JobEvents.channel(jobId), message -> stream.look());
            open.add(stream);
            client.onTermination(() -> close(stream, listening));
            if (client.isCancelled()) { // before it could be told
                close(stream, listening);
            }
            stream.look();
        });
    }

    private void close(JobEventStream stream, JobSignals.Listening listening) {
        if (open.remove(stream) && !threads.isShutdown()) {
            threads.execute(listening::close);
        }
    }

    /** How many streams are open. */
    int count() {
        return open.size();
    }

    private void lookAll() {
        try {
            open.forEach(JobEventStream::look);
            keepAlive(SILENCE);
        } catch (RuntimeException e) { // else it would never be called again
            LOG.warn("Not every stream of events looked for new ones", e);
        }
    }

    void keepAlive(Duration silence) {
        open.forEach(stream -> stream.keepAlive(silence));
    }

    private void askAll() {
        Set<UUID> watched = open.stream().map(JobEventStream::jobId).collect(Collectors.toSet());
        if (watched.isEmpty()) {
            return;
        }
        try {
            Set<UUID> ended = jobs.ended(watched);
            open.forEach(stream -> stream.ended(ended.contains(stream.jobId())));
        } catch (RuntimeException e) {
            LOG.debugf(e, "Which of the watched jobs have ended is not known: PostgreSQL does not answer");
        }
    }

    /** Clients connect again, to another process. */
    void stop(@Observes ShutdownEvent event) {
        open.forEach(JobEventStream::complete);
        threads.shutdownNow();
    }
}
