package io.ragline.api.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.WellFormedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Checks the metadata that callers give a document: a JSON object of texts, numbers, booleans and lists of them, so that
 * questions can be limited by it.
 */
@ApplicationScoped
class Metadata {
    private static final int MAX_BYTES = 16 * 1_024;
    private static final int MAX_NAME = 100;
    private static final String SHAPE =
            "metadata is a JSON object of texts, numbers, booleans and lists of these, such as {\"team\": \"sales\", \"year\": 2026}.";

    private final ObjectMapper json;

    /** For the OpenAPI document. */
    @Schema(
            name = "Metadata",
            type = SchemaType.OBJECT,
            description = "Names of your own with texts, numbers, booleans and lists of these",
            additionalProperties = Schema.True.class,
            examples = "{\"team\": \"sales\", \"year\": 2026}")
    interface Shape {}

    Metadata(ObjectMapper json) {
        this.json = json;
    }

    /** The metadata as kept; null for none. */
    @Nullable
    String read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return check(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new BadFieldException("metadata", SHAPE);
        }
    }

    /** The metadata as kept; null for none. */
    @Nullable
    String check(@Nullable JsonNode metadata) {
        if (metadata == null || metadata.isNull()) {
            return null;
        }
        if (!(metadata instanceof ObjectNode object)) {
            throw new BadFieldException("metadata", SHAPE);
        }
        object.properties().forEach(each -> {
            if (each.getKey().isBlank() || each.getKey().length() > MAX_NAME || !isValue(each.getValue())) {
                throw new BadFieldException("metadata", SHAPE);
            }
        });
        String text = object.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new BadFieldException("metadata", "metadata has at most %,d bytes.".formatted(MAX_BYTES));
        }
        if (text.contains("\\u0000") || !WellFormedText.isWellFormed(text)) {
            throw new BadFieldException(
                    "metadata",
                    "metadata can't hold the character U+0000, nor half a character (an unpaired surrogate).");
        }
        return text;
    }

    private static boolean isValue(JsonNode value) {
        if (!value.isArray()) {
            return isSingle(value);
        }
        for (Iterator<JsonNode> each = value.elements(); each.hasNext(); ) {
            if (!isSingle(each.next())) {
                return false;
            }
        }
        return true;
    }

    /** A number that is too large to be one has no order. */
    private static boolean isSingle(JsonNode value) {
        return value.isValueNode() && (!value.isNumber() || Double.isFinite(value.doubleValue()));
    }
}
