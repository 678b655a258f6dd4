package io.ragline.api.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.http.BadFieldException;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded, as OpenAI's clients send them.
 *
 * @param model an embedding model
 * @param input a text or a list of texts
 * @param encodingFormat {@code float} or {@code base64}
 * @param dimensions of the vectors: the model's own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(
        name = "EmbeddingsRequest",
        requiredProperties = {"model", "input"})
public record EmbeddingsBody(
        @Schema(examples = "bge-small-en-v1.5") @NotBlank(message = "model names an embedding model.") @Nullable
        String model,

        @Schema(implementation = Object.class, description = "A text, or a list of up to 256 texts")
        @NotNull(message = "input is a text or a list of texts.")
        @Nullable
        JsonNode input,

        @JsonProperty("encoding_format")
        @Pattern(regexp = "float|base64", message = "encoding_format is float or base64.")
        @Nullable
        String encodingFormat,

        @Schema(description = "Those of the model, if given: vectors are not shortened")
        @Min(value = 1, message = "dimensions is at least 1.")
        @Nullable
        Integer dimensions) {

    private static final int MOST = 256;
    private static final int LONGEST = 32_000;

    /** @throws BadFieldException if the vectors are to be of another length than the model's are */
    void expectDimensions(int ofModel) {
        if (dimensions != null && dimensions != ofModel) {
            throw new BadFieldException(
                    "dimensions",
                    "The vectors of %s have %d dimensions and are not shortened: leave dimensions out."
                            .formatted(model, ofModel));
        }
    }

    String modelName() {
        return Objects.requireNonNull(model);
    }

    boolean base64() {
        return "base64".equals(encodingFormat);
    }

    /** @throws BadFieldException if these are no texts */
    List<String> texts() {
        JsonNode given = Objects.requireNonNull(input);
        List<String> texts = new ArrayList<>();
        if (given.isArray()) {
            given.forEach(text -> texts.add(text(text)));
        } else {
            texts.add(text(given));
        }
        if (texts.isEmpty() || texts.size() > MOST) {
            throw new BadFieldException("input", "input is a text or a list of 1 to %d texts.".formatted(MOST));
        }
        return texts;
    }

    private static String text(JsonNode text) {
        if (!text.isTextual() || text.textValue().isBlank() || text.textValue().length() > LONGEST) {
            throw new BadFieldException(
                    "input", "Each text has 1 to %d characters; tokens can't be given.".formatted(LONGEST));
        }
        return text.textValue().replace('\0', ' ');
    }
}
