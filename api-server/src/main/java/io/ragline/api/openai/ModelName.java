package io.ragline.api.openai;

import io.ragline.api.http.BadFieldException;
import io.ragline.model.ErrorCode;
import io.ragline.model.GenerationOptions;
import io.ragline.provider.ConfiguredChatModels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model's name means here: collections, parted by commas, and behind a slash the language model that answers from
 * them, which may have slashes in its own name.
 *
 * @param collections at least one
 * @param model null for the standard one
 */
record ModelName(List<String> collections, @Nullable String model) {
    /** @throws BadFieldException {@code MODEL_NOT_FOUND} if it names a language model that there is not */
    void expectConfigured(ConfiguredChatModels models) {
        if (model != null
                && !model.equals(GenerationOptions.EXTRACTIVE)
                && !models.names().contains(model)) {
            throw new BadFieldException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "model",
                    "There is no language model '%s'. Behind the slash stands one of: %s."
                            .formatted(
                                    model.replaceAll("\\p{Cntrl}", " "),
                                    Stream.concat(models.names().stream(), Stream.of(GenerationOptions.EXTRACTIVE))
                                            .collect(Collectors.joining(", "))));
        }
    }

    static ModelName of(String name) {
        int slash = name.indexOf('/');
        String collections = slash < 0 ? name : name.substring(0, slash);
        return new ModelName(
                Arrays.stream(collections.split(",", -1)).map(String::strip).toList(),
                slash < 0 ? null : name.substring(slash + 1));
    }
}
