package io.ragline.api.collections;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.http.CurrentTenant;
import io.ragline.api.http.Problem;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.webhook.WebhookTargets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Collections: named sets of documents that questions are asked of. */
@Path("/api/v1/collections")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "A problem (RFC 9457): bad request, not found, too large, not available, ...",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@Tag(name = "Collections")
public class CollectionResource {
    private final CollectionRepository collections;
    private final WebhookTargets webhooks;
    private final CurrentTenant tenant;

    CollectionResource(CollectionRepository collections, WebhookTargets webhooks, CurrentTenant tenant) {
        this.collections = collections;
        this.webhooks = webhooks;
        this.tenant = tenant;
    }

    /**
     * A collection to be created.
     *
     * @param webhookUrl told when jobs in it have ended
     */
    public record NewCollection(
            @NotNull(message = "A collection needs a name.")
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                    message =
                            "A name has 1 to 100 letters, digits, '.', '_' and '-', and starts with a letter or digit.")
            String name,

            @Nullable String webhookUrl) {}

    /**
     * A collection.
     *
     * @param webhookUrl told when jobs in it have ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CollectionView(
            UUID collectionId, String name, @Nullable String webhookUrl, Instant createdAt) {
        static CollectionView of(CollectionEntity collection) {
            return new CollectionView(collection.id, collection.name, collection.webhookUrl, collection.createdAt);
        }
    }

    /** All collections, by name. */
    public record CollectionList(List<CollectionView> collections) {}

    @GET
    @Operation(summary = "All collections")
    public CollectionList all() {
        return new CollectionList(collections.ofTenant(tenant.id()).stream()
                .map(CollectionView::of)
                .toList());
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "One collection")
    public CollectionView one(@PathParam("name") String name) {
        return CollectionView.of(collections.named(tenant.id(), name));
    }

    @POST
    @Operation(summary = "Create a collection")
    @APIResponse(responseCode = "201", description = "Created")
    public Response create(@Valid @NotNull(message = "The body is missing.") NewCollection collection) {
        String webhookUrl = webhooks.check(collection.webhookUrl());
        CollectionView created = CollectionView.of(collections.create(tenant.id(), collection.name(), webhookUrl));
        return Response.created(URI.create("/api/v1/collections/" + created.name()))
                .entity(created)
                .build();
    }

    @PATCH
    @Path("/{name}")
    @Operation(summary = "Change who is told when jobs in a collection have ended")
    public CollectionView change(
            @PathParam("name") String name, @NotNull(message = "The body is missing.") CollectionChange change) {
        if (!change.namesWebhook()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST, "Nothing is to be changed. Give 'webhookUrl', or null for nobody.");
        }
        return CollectionView.of(collections.tell(tenant.id(), name, webhooks.check(change.getWebhookUrl())));
    }
}
