package io.ragline.worker.query;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.NewUpload;
import io.ragline.catalog.ResultRepository;
import io.ragline.catalog.UploadRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.GenerationOptions;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.SearchOptions;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Uploads and asks for tests of a whole worker, as the API would. */
@ApplicationScoped
class Asking {
    static final Duration SOON = Duration.ofSeconds(60);

    private final CollectionRepository collections;
    private final UploadRepository uploads;
    private final JobRepository jobs;
    private final ResultRepository results;
    private final JobQueue queue;
    private final BlobStore blobs;
    private final ObjectMapper json;

    Asking(
            CollectionRepository collections,
            UploadRepository uploads,
            JobRepository jobs,
            ResultRepository results,
            JobQueue queue,
            BlobStore blobs,
            ObjectMapper json) {
        this.collections = collections;
        this.uploads = uploads;
        this.jobs = jobs;
        this.results = results;
        this.queue = queue;
        this.blobs = blobs;
        this.json = json;
    }

    UUID collection(IndexSettings settings) {
        return collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), settings).id;
    }

    /** Uploads a text and waits until it is indexed. */
    UUID indexed(UUID collection, String text) {
        UUID job = uploaded(collection, text);
        await().atMost(SOON).until(() -> status(job) == JobStatus.SUCCEEDED);
        return job;
    }

    UUID uploaded(UUID collection, String text) {
        var blob = blobs.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        AcceptedUpload upload = uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                "handbook.txt",
                null,
                null,
                "text/plain",
                blob,
                Submission.STANDARD));
        queue.enqueue(QueuedJob.of(upload.job()));
        return upload.jobId();
    }

    QueryRequest question(UUID collection, String question) {
        return new QueryRequest(
                question,
                List.of(collection),
                SearchOptions.DEFAULT,
                true,
                GenerationOptions.DEFAULT,
                null,
                null,
                false);
    }

    /** Accepts a question, which no lane has yet. */
    JobEntity accepted(QueryRequest query) {
        JobEntity job = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD);
        job.collections = query.collectionIds().toArray(UUID[]::new);
        try {
            job.request = json.writeValueAsString(query);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return jobs.accept(job);
    }

    /** Has a lane answer a question. */
    UUID asked(QueryRequest query) {
        JobEntity job = accepted(query);
        queue.enqueue(QueuedJob.of(job));
        return job.id;
    }

    JobStatus status(UUID job) {
        return jobs.status(job).orElseThrow();
    }

    QueryResult result(UUID job) {
        try {
            return json.readValue(results.ofJob(job).orElseThrow().body, QueryResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
