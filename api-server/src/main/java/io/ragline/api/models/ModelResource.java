package io.ragline.api.models;

import io.ragline.api.access.Roles;
import io.ragline.model.GenerationOptions;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ConfiguredChatModel;
import io.ragline.provider.ConfiguredEmbeddingModel;
import io.ragline.provider.EmbeddingConfig;
import io.ragline.provider.ModelState;
import io.ragline.provider.ModelStates;
import io.ragline.provider.ModelStates.Kind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists models and whether they answer, by what workers found: the API asks no provider. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelResource {
    private final List<ConfiguredChatModel> chatModels;
    private final Optional<ConfiguredEmbeddingModel> embeddingModel;
    private final ModelStates states;

    ModelResource(ChatConfig chat, EmbeddingConfig embedding, ModelStates states) {
        this.chatModels = ConfiguredChatModel.all(chat);
        this.embeddingModel = ConfiguredEmbeddingModel.of(embedding);
        this.states = states;
    }

    /** All models. */
    public record Models(List<ModelView> models) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(
            summary = "The models that write answers and embed texts",
            description = "Each with what it takes, and whether it answered when a worker looked last.")
    public Models all() {
        List<ModelView> all = new ArrayList<>();
        chatModels.forEach(model -> all.add(chat(model)));
        all.add(extractive());
        for (String name : ConfiguredEmbeddingModel.IN_PROCESS) {
            all.add(inProcess(name));
        }
        embeddingModel.ifPresent(model -> all.add(embedding(model)));
        return new Models(all);
    }

    private ModelView chat(ConfiguredChatModel model) {
        Optional<ModelState> state = states.get(Kind.CHAT, model.name());
        return new ModelView(
                model.name(),
                "chat",
                model.model(),
                model.standard(),
                model.provider().contextTokens(),
                model.provider().maxAnswerTokens(),
                null,
                state.map(ModelState::reachable).orElse(null),
                state.map(ModelState::checkedAt).orElse(null),
                state.map(ModelState::detail).orElse(null));
    }

    private ModelView extractive() {
        boolean standard = chatModels.stream().noneMatch(ConfiguredChatModel::standard);
        String name = GenerationOptions.EXTRACTIVE;
        return new ModelView(name, "extractive", name, standard, null, null, null, true, null, null);
    }

    private ModelView inProcess(String name) {
        boolean standard = name.equals(ConfiguredEmbeddingModel.IN_PROCESS.getFirst())
                && embeddingModel.filter(model -> model.config().standard()).isEmpty();
        return new ModelView(name, "embedding", name, standard, null, null, null, true, null, null);
    }

    private ModelView embedding(ConfiguredEmbeddingModel model) {
        Optional<ModelState> state = states.get(Kind.EMBEDDING, model.model());
        return new ModelView(
                model.model(),
                "embedding",
                model.model(),
                model.config().standard(),
                model.config().maxInputTokens(),
                null,
                model.dimensions(),
                state.map(ModelState::reachable).orElse(null),
                state.map(ModelState::checkedAt).orElse(null),
                state.map(ModelState::detail).orElse(null));
    }
}
