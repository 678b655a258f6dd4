package io.ragline.api.query;

import io.ragline.api.http.BadFieldException;
import io.ragline.model.GenerationOptions;
import io.ragline.provider.ChatProvider;
import io.ragline.provider.ConfiguredChatModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks how an answer is to be written against the models that are configured. */
@ApplicationScoped
class Generation {
    private final ConfiguredChatModels models;

    Generation(ConfiguredChatModels models) {
        this.models = models;
    }

    /** @throws BadFieldException naming the field and what it may be */
    GenerationOptions of(QueryBody body) {
        String schema =
                body.responseFormat() == null ? null : body.responseFormat().schemaJson();
        Optional<ChatProvider> provider = provider(body.model());
        if (provider.isEmpty() && schema != null) {
            throw new BadFieldException(
                    "responseFormat",
                    "Without a language model answers are sentences of the documents: responseFormat is text.");
        }
        Integer maxTokens = body.maxTokens();
        if (provider.isPresent()
                && maxTokens != null
                && maxTokens > provider.get().maxAnswerTokens()) {
            throw new BadFieldException(
                    "maxTokens",
                    "maxTokens is 1 to %d for this model."
                            .formatted(provider.get().maxAnswerTokens()));
        }
        return new GenerationOptions(body.model(), body.temperature(), maxTokens, schema);
    }

    private Optional<ChatProvider> provider(@Nullable String name) {
        String wanted = name == null ? models.standard() : name;
        if (wanted.equals(GenerationOptions.EXTRACTIVE)) {
            return Optional.empty();
        }
        Optional<ChatProvider> found = models.named(wanted);
        if (found.isEmpty()) {
            throw new BadFieldException(
                    "model",
                    "There is no model '%s'. Name one of: %s."
                            .formatted(
                                    wanted.replaceAll("\\p{Cntrl}", " "),
                                    Stream.concat(models.names().stream(), Stream.of(GenerationOptions.EXTRACTIVE))
                                            .collect(Collectors.joining(", "))));
        }
        return found;
    }
}
