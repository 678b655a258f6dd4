package io.ragline.api.collections;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.jobs.JobControl;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.BatchRepository;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.catalog.JobRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has collections indexed anew, while questions go on seeing what they saw. */
@Path("/api/v1/collections/{name}/reindex")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
public class ReindexResource {
    private static final Logger LOG = Logger.getLogger(ReindexResource.class);

    private final CollectionRepository collections;
    private final IndexRepository indexes;
    private final JobRepository jobs;
    private final BatchRepository batches;
    private final JobControl control;
    private final JobQueue queue;
    private final EmbeddingModels models;
    private final Idempotency idempotency;
    private final Caller caller;

    ReindexResource(
            CollectionRepository collections,
            IndexRepository indexes,
            JobRepository jobs,
            BatchRepository batches,
            JobControl control,
            JobQueue queue,
            EmbeddingModels models,
            Idempotency idempotency,
            Caller caller) {
        this.collections = collections;
        this.indexes = indexes;
        this.jobs = jobs;
        this.batches = batches;
        this.control = control;
        this.queue = queue;
        this.models = models;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * A re-indexing that was accepted.
     *
     * @param batchId shows how far it is, at {@code /api/v1/batches/{id}}
     * @param documents that are to be indexed anew
     */
    public record ReindexView(UUID batchId, int documents) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Index a collection anew",
            description =
                    "With other chunks or another embedding model, or with the same. Questions see the old index until"
                            + " the new one is complete, then only the new one, in one step.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(schema = @Schema(implementation = ReindexView.class)))
    public Response reindex(
            @PathParam("name") String name,
            @Nullable IndexRequest request,
            @Parameter(description = "Names this request, so that it can be repeated safely for a day")
                    @HeaderParam(Idempotency.HEADER)
                    @Nullable
                    String idempotencyKey) {
        CollectionEntity collection = collections.named(caller.tenantId(), name);
        IndexSettings settings = (request == null ? new IndexRequest(null, null, null) : request)
                .over(IndexSettings.of(indexes.active(collection.id)), models);
        ReindexView view = idempotency.once(
                idempotencyKey,
                new Fingerprint("reindex").add(collection.id).add(settings),
                ReindexView.class,
                id -> begin(id, collection, settings));
        return Response.accepted(view)
                .location(URI.create("/api/v1/batches/" + view.batchId()))
                .build();
    }

    /** As above, with everything as it is; nothing needs to be sent for that. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(hidden = true)
    public Response reindex(
            @PathParam("name") String name, @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {
        return reindex(name, null, idempotencyKey);
    }

    private ReindexView begin(UUID batchId, CollectionEntity collection, IndexSettings settings) {
        IndexRepository.Build build = indexes.build(collection, batchId, settings);
        batches.record(caller.tenantId(), batchId, collection.id, 0, 0);
        try {
            queue.enqueueAll(build.jobs().stream().map(QueuedJob::of).toList());
        } catch (RuntimeException e) {
            LOG.warnf("The reconciler enqueues the jobs of batch %s later: %s", batchId, e.getMessage());
        }
        if (build.jobs().isEmpty()) {
            indexes.takeOver(build.indexId());
        }
        return new ReindexView(batchId, build.jobs().size());
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Give up indexing a collection anew",
            description =
                    "Its jobs are cancelled, what they wrote is removed, and questions go on seeing what they see.")
    @APIResponse(responseCode = "204", description = "Given up")
    public void giveUp(@PathParam("name") String name) {
        CollectionEntity collection = collections.named(caller.tenantId(), name);
        List<UUID> open = indexes.giveUp(collection.id)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.NOT_FOUND, "Collection '%s' is not being indexed anew.".formatted(name)));
        control.takeOut(jobs.cancel(open));
    }
}
