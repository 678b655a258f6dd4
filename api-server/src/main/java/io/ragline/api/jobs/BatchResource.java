package io.ragline.api.jobs;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.catalog.JobsInReach;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far uploads are. */
@Path("/api/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class BatchResource {
    private final JobsInReach jobs;
    private final Caller caller;

    BatchResource(JobsInReach jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    /**
     * How far the files of one upload, or the documents of one re-indexing, are.
     *
     * @param total how many were accepted and are to be worked on
     * @param percent of them have ended
     * @param counts of them by status
     * @param duplicates files whose content the collection had already
     * @param rejected files that were not accepted
     */
    public record BatchView(
            UUID batchId, long total, int percent, Map<String, Long> counts, int duplicates, int rejected) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(summary = "How many files of an upload are queued, running, done")
    public BatchView batch(@PathParam("id") UUID id) {
        JobsInReach.Batch batch = jobs.batch(caller.reach(), id)
                .orElseThrow(
                        () -> new RaglineException(ErrorCode.JOB_NOT_FOUND, "There is no batch %s.".formatted(id)));
        Map<JobStatus, Long> counts = batch.counts();
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        long ended = counts.entrySet().stream()
                .filter(e -> e.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        Map<String, Long> byStatus = new TreeMap<>();
        counts.forEach((status, count) -> byStatus.put(status.id(), count));
        return new BatchView(
                id,
                total,
                total == 0 ? 100 : (int) (100 * ended / total),
                byStatus,
                batch.duplicates(),
                batch.rejected());
    }
}
