package io.ragline.api.openai;

import io.ragline.api.access.CollectionAccess;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.CollectionEntity;
import io.ragline.model.ErrorCode;
import io.ragline.provider.ConfiguredChatModels;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be named as a model: collections for chats, embedding models for embeddings. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public class ModelResource {
    private final CollectionAccess access;
    private final EmbeddingModels embeddingModels;
    private final ConfiguredChatModels chatModels;

    ModelResource(CollectionAccess access, EmbeddingModels embeddingModels, ConfiguredChatModels chatModels) {
        this.access = access;
        this.chatModels = chatModels;
        this.embeddingModels = embeddingModels;
    }

    /** All models. */
    public record ModelList(String object, List<Model> data) {}

    /** One model; {@code created} in seconds since 1970. */
    public record Model(String id, String object, long created, String owned_by) {
        static Model of(CollectionEntity collection) {
            return new Model(collection.name, "model", collection.createdAt.getEpochSecond(), "ragline");
        }
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Collections and embedding models, as models")
    public ModelList all() {
        List<Model> models =
                new ArrayList<>(access.readable().stream().map(Model::of).toList());
        embeddingModels.names().forEach(name -> models.add(new Model(name, "model", 0, "ragline")));
        return new ModelList("list", models);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id: .+}")
    @Operation(summary = "One of them")
    public Model one(@PathParam("id") String id) {
        List<Model> all = all().data();
        return named(id, all).orElseGet(() -> {
            ModelName name = ModelName.of(id);
            name.expectConfigured(chatModels);
            List<Model> searched = name.collections().stream()
                    .map(collection -> named(collection, all).orElseThrow(() -> notFound(id)))
                    .toList();
            return new Model(id, "model", searched.getFirst().created(), "ragline");
        });
    }

    private static Optional<Model> named(String id, List<Model> all) {
        return all.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    private static BadFieldException notFound(String id) {
        return new BadFieldException(
                ErrorCode.MODEL_NOT_FOUND,
                "model",
                "There is no model '%s'. GET /v1/models lists what there is."
                        .formatted(id.replaceAll("\\p{Cntrl}", " ")));
    }
}
