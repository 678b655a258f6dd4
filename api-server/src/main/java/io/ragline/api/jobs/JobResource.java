package io.ragline.api.jobs;

import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Problem;
import io.ragline.catalog.JobFilter;
import io.ragline.catalog.JobRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far jobs are. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "A problem (RFC 9457): bad request, not found, too large, not available, ...",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@Tag(name = "Jobs")
public class JobResource {
    private final JobRepository jobs;
    private final JobViews views;
    private final CurrentTenant tenant;

    JobResource(JobRepository jobs, JobViews views, CurrentTenant tenant) {
        this.jobs = jobs;
        this.views = views;
        this.tenant = tenant;
    }

    /** The newest jobs. */
    public record JobList(List<JobView> jobs) {}

    /** How far the files of one upload are: {@code percent} of them have ended. */
    public record BatchView(UUID batchId, long total, int percent, Map<String, Long> counts) {}

    @GET
    @Path("/jobs")
    @Operation(summary = "The newest jobs, first those accepted last")
    public JobList newest(@QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return new JobList(jobs.list(tenant.id(), JobFilter.ALL, null, limit).stream()
                .map(views::of)
                .toList());
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(summary = "One job: where it stands, how far it is, why it failed")
    public JobView job(@PathParam("id") UUID id) {
        return views.of(jobs.ofTenant(tenant.id(), id));
    }

    @GET
    @Path("/batches/{id}")
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
