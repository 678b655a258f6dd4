package io.ragline.api.jobs;

import io.ragline.api.access.Caller;
import io.ragline.api.access.JobAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.JobFilter;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobStatus;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cancels jobs and lets them run again, one or many. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobControlResource {
    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Set<JobStatus> CAN_BE_CANCELLED = Set.of(JobStatus.QUEUED, JobStatus.RUNNING);
    private static final Set<JobStatus> CAN_BE_RETRIED = Set.of(JobStatus.FAILED, JobStatus.CANCELLED);
    private static final String CURSOR = "nextCursor of the answer before, which was not complete";

    private final JobControl control;
    private final BulkControl bulk;
    private final JobFilters filters;
    private final JobViews views;
    private final Idempotency idempotency;
    private final JobAccess access;
    private final Caller caller;

    JobControlResource(
            JobControl control,
            BulkControl bulk,
            JobFilters filters,
            JobViews views,
            Idempotency idempotency,
            JobAccess access,
            Caller caller) {
        this.idempotency = idempotency;
        this.control = control;
        this.bulk = bulk;
        this.filters = filters;
        this.views = views;
        this.access = access;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Path("/{id}/cancel")
    @Operation(
            summary = "Cancel a job",
            description =
                    "One that waits never runs; one that runs stops within a second. A cancelled one stays so. Readers may with"
                            + " questions of their own.")
    public JobView cancel(@PathParam("id") UUID id) {
        access.toControl(id);
        return views.of(control.cancel(caller.tenantId(), id));
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Path("/{id}/retry")
    @Operation(
            summary = "Let a job that failed or was cancelled run again",
            description = "Readers may with questions of their own.")
    @APIResponse(
            responseCode = "202",
            description = "It waits again",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response retry(@PathParam("id") UUID id, @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {
        access.toControl(id);
        JobView waits = idempotency.once(
                idempotencyKey,
                new Fingerprint("retry").add(id),
                JobView.class,
                unused -> views.of(control.retry(caller.tenantId(), id)));
        return Response.accepted(waits).build();
    }

    @POST
    @RolesAllowed(Roles.WRITER)
    @Path("/cancel")
    @Operation(
            summary = "Cancel all jobs of a filter that wait or run",
            description = "Works for up to 20 s. Ask again while 'complete' is false.")
    public BulkControl.Outcome cancelAll(
            @NotNull(message = "The body is missing.") JobSelection selection,
            @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor) {
        return bulk.cancel(order(selection, CAN_BE_CANCELLED, cursor));
    }

    @POST
    @RolesAllowed(Roles.WRITER)
    @Path("/retry")
    @Operation(
            summary = "Let all jobs of a filter that failed or were cancelled run again",
            description = "Works for up to 20 s. Ask again while 'complete' is false.")
    public BulkControl.Outcome retryAll(
            @NotNull(message = "The body is missing.") JobSelection selection,
            @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {
        return idempotency.once(
                idempotencyKey,
                new Fingerprint("retry all").add(selection).add(cursor),
                BulkControl.Outcome.class,
                unused -> bulk.retry(order(selection, CAN_BE_RETRIED, cursor)));
    }

    private BulkControl.Order order(JobSelection selection, Set<JobStatus> possible, @Nullable String cursor) {
        if (selection.narrowsNothing()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "This would mean every job. Name at least one of status, lane, kind, collection, batchId, code, quarantined, since and until.");
        }
        JobFilter filter = filters.toChange(selection, possible);
        return new BulkControl.Order(caller.reach(), filter, PageCursor.read(cursor), AT_MOST);
    }
}
