package io.ragline.api.jobs;

import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Problem;
import io.ragline.catalog.JobRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far uploads are. */
@Path("/api/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "A problem (RFC 9457): bad request, not found, too large, not available, ...",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@Tag(name = "Jobs")
public class BatchResource {
    private final JobRepository jobs;
    private final CurrentTenant tenant;

    BatchResource(JobRepository jobs, CurrentTenant tenant) {
        this.jobs = jobs;
        this.tenant = tenant;
    }

    /** How far the files of one upload are: {@code percent} of them have ended. */
    public record BatchView(UUID batchId, long total, int percent, Map<String, Long> counts) {}

    @GET
    @Path("/{id}")
    @Operation(summary = "How many files of an upload are queued, running, done")
    public BatchView batch(@PathParam("id") UUID id) {
        Map<JobStatus, Long> counts = jobs.countBatch(tenant.id(), id);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            throw new RaglineException(ErrorCode.JOB_NOT_FOUND, "There is no batch %s with a job.".formatted(id));
        }
        long ended = counts.entrySet().stream()
                .filter(e -> e.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        Map<String, Long> byStatus = new TreeMap<>();
        counts.forEach((status, count) -> byStatus.put(status.id(), count));
        return new BatchView(id, total, (int) (100 * ended / total), byStatus);
    }
}
