package io.ragline.bench.chaos.scenario;

import io.lettuce.core.RedisURI;
import io.ragline.bench.chaos.site.RedisNode;
import io.ragline.job.AnswerQuery;
import io.ragline.job.AnswerQueryHandler;
import io.ragline.job.IngestDocument;
import io.ragline.job.IngestDocumentHandler;
import io.ragline.jobrunr.redis.AllowListedJacksonJsonMapper;
import io.ragline.jobrunr.redis.Placement;
import io.ragline.jobrunr.redis.RedisStorageOptions;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.JobPriority;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.ConcurrentJobModificationException;

/** Reaches behind the workers' backs into the queue, by the product's own store. */
final class Queue implements AutoCloseable {
    private static final String LANE = "lane:";
    private static final String TENANT = "tenant:";
    private static final int PRIORITY = JobPriority.NORMAL.ordinal();

    private final RedisStorageProvider storage;

    Queue(RedisNode redis) {
        storage = new RedisStorageProvider(RedisURI.create(redis.url()), Queue::place, RedisStorageOptions.defaults());
        storage.setJobMapper(new JobMapper(new AllowListedJacksonJsonMapper(List.of(
                IngestDocument.class, IngestDocumentHandler.class, AnswerQuery.class, AnswerQueryHandler.class))));
    }

    private static Placement place(Job job) {
        return new Placement(label(job, LANE), label(job, TENANT), PRIORITY);
    }

    private static String label(Job job, String prefix) {
        return job.getLabels().stream()
                .filter(label -> label.startsWith(prefix))
                .map(label -> label.substring(prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    /** Has a job wait again, even while it runs. False if it changed at this very moment. */
    boolean deliverAgain(UUID jobId) {
        Job job = storage.getJobById(jobId);
        try {
            // JobRunr itself lets no job go from running to waiting
            job.failed("Delivered again", new IllegalStateException("Delivered again"));
            job.enqueue();
            storage.save(job);
            return true;
        } catch (ConcurrentJobModificationException e) {
            return false;
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
