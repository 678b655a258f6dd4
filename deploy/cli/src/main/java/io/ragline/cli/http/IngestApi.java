package io.ragline.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.mizosoft.methanol.MultipartBodyPublisher;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of Ragline's HTTP API that bring files into a collection and follow what becomes of them. */
public final class IngestApi {

    /** So many files may be asked for at once. */
    public static final int MOST_KNOWN = 1000;

    private static final int PAGE = 500;
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);
    // slower than this, and it isn't a connection to upload over
    private static final long LEAST_BYTES_PER_SECOND = 64 << 10;

    private final ApiClient client;

    public IngestApi(URI base, Optional<String> key) {
        this.client = new ApiClient(base, key);
    }

    /**
     * A file to ask for.
     *
     * @param sha256 of its content, in hex
     */
    public record Fingerprint(String externalId, String sha256) {}

    /** What the collection has under a caller's own id, with that very content. */
    public record Known(
            String externalId, String documentId, @Nullable String status) {

        /** Whether questions see it. */
        public boolean isActive() {
            return "active".equals(status);
        }

        /** Whether it waits to be read or is being read. */
        public boolean isQueued() {
            return "queued".equals(status);
        }
    }

    private record KnownAnswer(@Nullable List<Known> known) {}

    public URI base() {
        return client.base();
    }

    public boolean collectionExists(String name) {
        try {
            client.get("/api/v1/collections/" + ApiClient.encode(name), JsonNode.class);
            return true;
        } catch (ApiException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** Creates a collection; false when it was there already. */
    public boolean createCollection(String name) {
        try {
            client.post("/api/v1/collections", Map.of("name", name), JsonNode.class);
            return true;
        } catch (ApiException e) {
            if (e.status() == 409) {
                return false;
            }
            throw e;
        }
    }

    /** Those of the files, {@link #MOST_KNOWN} at most, whose content the collection has under their id. */
    public List<Known> known(String collection, List<Fingerprint> files) {
        KnownAnswer answer = client.post(documents(collection) + "/known", Map.of("files", files), KnownAnswer.class);
        return answer.known() == null ? List.of() : answer.known();
    }

    /**
     * Uploads files in one request, read from disk while they are sent.
     *
     * @param metadata of each of the files; none if empty
     * @param idempotencyKey the same for every try of the same request
     * @throws ApiException if none was accepted, then with what was rejected
     */
    public UploadReceipt upload(
            String collection, List<UploadPart> parts, Map<String, String> metadata, String idempotencyKey) {
        MultipartBodyPublisher.Builder body = MultipartBodyPublisher.newBuilder();
        long bytes = 0;
        for (UploadPart part : parts) {
            body.textPart("externalId", part.externalId());
            body.formPart("files", part.safeName(), part.body());
            bytes += part.size();
        }
        if (!metadata.isEmpty()) {
            body.textPart("metadata", new String(ApiClient.write(metadata), StandardCharsets.UTF_8));
        }
        MultipartBodyPublisher built = body.build();
        Duration timeout = UPLOAD_TIMEOUT.plusSeconds(bytes / LEAST_BYTES_PER_SECOND);
        HttpRequest request = client.request(documents(collection), timeout)
                .header("Content-Type", built.mediaType().toString())
                .header("Idempotency-Key", idempotencyKey)
                .POST(built)
                .build();
        return ApiClient.read(client.send(request), UploadReceipt.class);
    }

    public Job job(String jobId) {
        return client.get("/api/v1/jobs/" + ApiClient.encode(jobId), Job.class);
    }

    /** The jobs of an upload. */
    public List<Job> jobsOfBatch(String batchId) {
        return page("batchId=" + ApiClient.encode(batchId), null).jobsOrNone();
    }

    /** The jobs that read files into a collection at this moment. */
    public List<Job> runningJobs(String collection) {
        return page("status=running" + ingestInto(collection), null).jobsOrNone();
    }

    /** The jobs that read files into a collection or wait to do so, also those of other callers. */
    public List<Job> openJobs(String collection) {
        List<Job> jobs = new ArrayList<>();
        String cursor = null;
        do {
            Jobs page = page("status=queued,running" + ingestInto(collection), cursor);
            jobs.addAll(page.jobsOrNone());
            cursor = page.nextCursor();
        } while (cursor != null);
        return jobs;
    }

    private static String ingestInto(String collection) {
        return "&kind=ingest-document&collection=" + ApiClient.encode(collection);
    }

    private Jobs page(String filter, @Nullable String cursor) {
        String next = cursor == null ? "" : "&cursor=" + ApiClient.encode(cursor);
        return client.get("/api/v1/jobs?" + filter + "&limit=" + PAGE + next, Jobs.class);
    }

    private record Jobs(@Nullable List<Job> jobs, @Nullable String nextCursor) {

        List<Job> jobsOrNone() {
            return jobs == null ? List.of() : jobs;
        }
    }

    private static String documents(String collection) {
        return "/api/v1/collections/" + ApiClient.encode(collection) + "/documents";
    }
}
