package io.ragline.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Uploads to a Ragline of its own, with the product's own worker, and waits for each job. */
final class StackReader implements FileReader {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "rejected");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_MS = 50;

    private final Site site;
    private final JavaApp worker;
    private final Uploads uploads;

    /**
     * @param project where the applications were built
     * @param folder for data and logs, deleted by whoever made it
     */
    StackReader(Path project, Path folder) throws Exception {
        this.site = new Site(project, folder.resolve("data"), folder.resolve("logs"));
        try {
            this.worker = site.startRealWorker(Map.of());
        } catch (Exception e) {
            site.close();
            throw e;
        }
        this.uploads = new Uploads(site.api().url());
    }

    @Override
    public FileOutcome read(Path file) throws Exception {
        long start = System.nanoTime();
        JsonNode reply = uploads.send(file);
        JsonNode documents = reply.path("documents");
        if (documents.isEmpty()) {
            JsonNode why = reply.path("rejected").path(0).isMissingNode()
                    ? reply
                    : reply.path("rejected").path(0);
            return FileOutcome.rejected(
                    file, why.path("code").asText(), why.path("detail").asText());
        }
        FileOutcome worst = null;
        for (JsonNode document : documents) {
            FileOutcome outcome = await(file, document, start);
            if (worst == null || outcome.ending() != FileOutcome.Ending.SUCCEEDED) {
                worst = outcome;
            }
        }
        if (worst == null) {
            throw new IOException("No outcome of " + file);
        }
        return worst;
    }

    private FileOutcome await(Path file, JsonNode document, long start) throws Exception {
        while (true) {
            JsonNode job = uploads.get("/api/v1/jobs/" + document.path("jobId").asText());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (ENDED.contains(job.path("status").asText())) {
                return ended(file, job, document, millis);
            }
            if (millis > PATIENCE.toMillis()) {
                return FileOutcome.hung(file, millis);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    private FileOutcome ended(Path file, JsonNode job, JsonNode document, long millis) throws Exception {
        Map<String, Integer> warnings = warnings(document.path("documentId").asText());
        if ("succeeded".equals(job.path("status").asText())) {
            return FileOutcome.succeeded(file, warnings, millis);
        }
        JsonNode error = job.path("error");
        return FileOutcome.failed(
                file, error.path("code").asText(), error.path("detail").asText(), warnings, millis);
    }

    private Map<String, Integer> warnings(String documentId) throws Exception {
        Map<String, Integer> warnings = new HashMap<>();
        for (JsonNode warning : uploads.get("/api/v1/documents/" + documentId)
                .path("versions")
                .path(0)
                .path("warnings")) {
            warnings.merge(warning.path("code").asText(), 1, Integer::sum);
        }
        return warnings;
    }

    @Override
    public String processes() {
        if (!worker.isAlive()) {
            throw new IllegalStateException("The worker fell over");
        }
        return "0 worker restarts: the process that was started read them all";
    }

    @Override
    public void close() throws Exception {
        worker.close();
        site.close();
    }
}
