package io.ragline.api.collections;

import io.ragline.api.access.Caller;
import io.ragline.api.access.CollectionAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.documents.Deletions;
import io.ragline.api.jobs.JobView;
import io.ragline.api.jobs.JobViews;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.catalog.JobEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.webhook.WebhookTargets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Collections: named sets of documents that questions are asked of. */
@Path("/api/v1/collections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
public class CollectionResource {
    private final CollectionRepository collections;
    private final IndexRepository indexes;
    private final Deletions deletions;
    private final JobViews jobViews;
    private final WebhookTargets webhooks;
    private final EmbeddingModels models;
    private final CollectionAccess access;
    private final Caller caller;

    CollectionResource(
            CollectionRepository collections,
            IndexRepository indexes,
            Deletions deletions,
            JobViews jobViews,
            WebhookTargets webhooks,
            EmbeddingModels models,
            CollectionAccess access,
            Caller caller) {
        this.collections = collections;
        this.indexes = indexes;
        this.deletions = deletions;
        this.jobViews = jobViews;
        this.webhooks = webhooks;
        this.models = models;
        this.access = access;
        this.caller = caller;
    }

    /**
     * A collection to be created.
     *
     * @param webhookUrl told when jobs in it have ended
     * @param retention documents that nobody uploaded again for so long are deleted, such as {@code P30D}
     * @param prompt what language models are told when they answer from it, instead of the usual rules
     * @param chunking how its documents are cut
     * @param embeddingModel by which they are embedded
     * @param analyzer how their texts become search terms: {@code english} or {@code icu}
     * @param membersOnly whether it is for its members, not for all keys of the tenant
     */
    public record NewCollection(
            @NotNull(message = "A collection needs a name.")
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                    message =
                            "A name has 1 to 100 letters, digits, '.', '_' and '-', and starts with a letter or digit.")
            String name,

            @Nullable String webhookUrl,
            @Nullable String retention,
            @Nullable String prompt,
            IndexRequest.@Nullable Chunking chunking,
            @Nullable String embeddingModel,
            @Nullable String analyzer,

            @Schema(description = "For its members and admins, not for all keys of the tenant", defaultValue = "false")
            @Nullable
            Boolean membersOnly) {}

    /** All collections, by name. */
    public record CollectionList(List<CollectionView> collections) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "All collections")
    public CollectionList all() {
        return new CollectionList(access.readable().stream().map(this::view).toList());
    }

    private CollectionView view(CollectionEntity collection) {
        return CollectionView.of(
                collection,
                indexes.active(collection.id),
                indexes.building(collection.id).orElse(null));
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{name}")
    @Operation(summary = "One collection")
    public CollectionView one(@PathParam("name") String name) {
        return view(access.toRead(name));
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Create a collection")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CollectionView.class)))
    public Response create(@Valid @NotNull(message = "The body is missing.") NewCollection wanted) {
        String webhookUrl = webhooks.check(wanted.webhookUrl());
        Long retention = Retention.seconds(wanted.retention());
        IndexSettings settings = new IndexRequest(wanted.chunking(), wanted.embeddingModel(), wanted.analyzer())
                .over(IndexSettings.STANDARD, models);
        String prompt = Prompts.check(wanted.prompt());
        CollectionEntity created = collections.create(caller.tenantId(), wanted.name(), settings, collection -> {
            collection.webhookUrl = webhookUrl;
            collection.retentionSeconds = retention;
            collection.prompt = prompt;
            collection.membersOnly = Boolean.TRUE.equals(wanted.membersOnly());
        });
        return Response.created(URI.create("/api/v1/collections/" + created.name))
                .entity(view(created))
                .build();
    }

    @PATCH
    @RolesAllowed(Roles.ADMIN)
    @Path("/{name}")
    @Operation(
            summary =
                    "Change who may see a collection, who is told of its jobs, how long its documents are kept, what models are told")
    public CollectionView change(
            @PathParam("name") String name, @NotNull(message = "The body is missing.") CollectionChange change) {
        if (change.isEmpty()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "Nothing is to be changed. Give 'webhookUrl', 'retention' or 'prompt', or null for none, or 'membersOnly'; how documents are cut"
                            + " changes by POST /api/v1/collections/%s/reindex.".formatted(name));
        }
        String webhookUrl = webhooks.check(change.getWebhookUrl());
        Long retention = Retention.seconds(change.getRetention());
        String prompt = Prompts.check(change.getPrompt());
        return view(collections.change(caller.tenantId(), name, collection -> {
            if (change.namesWebhook()) {
                collection.webhookUrl = webhookUrl;
            }
            if (change.namesRetention()) {
                collection.retentionSeconds = retention;
            }
            if (change.namesPrompt()) {
                collection.prompt = prompt;
            }
            if (change.getMembersOnly() != null) {
                collection.membersOnly = change.getMembersOnly();
            }
        }));
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @Path("/{name}")
    @Operation(
            summary = "Delete a collection with all its documents",
            description = "From now on nobody sees it, and its name is free. A job removes its chunks and files.")
    @APIResponse(
            responseCode = "202",
            description = "Deleted; the job removes what is left of it",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response delete(@PathParam("name") String name) {
        CollectionEntity collection = collections.named(caller.tenantId(), name);
        JobEntity job = deletions.deleteCollection(collection);
        if (name.equals(CollectionRepository.DEFAULT)) {
            collections.create(caller.tenantId(), name, IndexSettings.STANDARD, fresh -> {}); // one always exists
        }
        return Response.accepted(jobViews.of(job))
                .location(URI.create("/api/v1/jobs/" + job.id))
                .build();
    }
}
