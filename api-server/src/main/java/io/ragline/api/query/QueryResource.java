package io.ragline.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Problem;
import io.ragline.api.jobs.JobAcceptance;
import io.ragline.api.jobs.JobLinks;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.job.QueuedJob;
import io.ragline.model.JobKind;
import io.ragline.model.QueryRequest;
import io.ragline.model.Submission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes questions. */
@Path("/api/v1/query")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "A problem (RFC 9457): bad request, not found, too large, not available, ...",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@Tag(name = "Questions")
public class QueryResource {
    private final CollectionRepository collections;
    private final JobRepository jobs;
    private final JobAcceptance acceptance;
    private final ObjectMapper json;
    private final CurrentTenant tenant;

    QueryResource(
            CollectionRepository collections,
            JobRepository jobs,
            JobAcceptance acceptance,
            ObjectMapper json,
            CurrentTenant tenant) {
        this.collections = collections;
        this.jobs = jobs;
        this.acceptance = acceptance;
        this.json = json;
        this.tenant = tenant;
    }

    /** A question that was accepted: ask for its result at {@code links.result}. */
    public record AcceptedQuery(UUID jobId, String status, JobLinks links) {}

    @POST
    @Operation(
            summary = "Ask a question",
            description = "The answer comes from GET /api/v1/result/{jobId}. Also at /query.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(schema = @Schema(implementation = AcceptedQuery.class)))
    public Response ask(@Valid @NotNull(message = "The body is missing.") QueryBody body)
            throws JsonProcessingException {
        List<UUID> collectionIds = body.collectionNames().stream()
                .map(name -> collections.named(tenant.id(), name).id)
                .toList();
        QueryRequest request = body.request(collectionIds);
        JobEntity job = JobEntity.accepted(Ids.next(), tenant.id(), JobKind.ANSWER_QUERY, Submission.STANDARD);
        job.collections = collectionIds.toArray(UUID[]::new);
        job.request = json.writeValueAsString(request);
        jobs.accept(job);
        acceptance.enqueue(QueuedJob.of(job));
        JobLinks links = JobLinks.of(job.id);
        return Response.accepted(new AcceptedQuery(job.id, job.status.id(), links))
                .location(URI.create(links.result()))
                .header("Retry-After", 1)
                .build();
    }
}
