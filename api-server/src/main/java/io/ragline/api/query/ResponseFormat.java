package io.ragline.api.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.http.BadFieldException;
import io.ragline.model.GenerationOptions;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form that an answer is to have: text, JSON, or JSON that meets a schema. OpenAI's own form of saying so is understood, too.
 *
 * @param type {@code text}, {@code json_object} or {@code json_schema}
 * @param schema a JSON Schema, for {@code json_schema}
 * @param jsonSchema OpenAI's form: {@code {name, schema}}
 */
@Schema(name = "ResponseFormat")
public record ResponseFormat(
        @Schema(enumeration = {"text", "json_object", "json_schema"}) @Nullable
        String type,

        @Schema(type = SchemaType.OBJECT, description = "A JSON Schema whose top level is an object") @Nullable
        JsonNode schema,

        @JsonProperty("json_schema") @Schema(hidden = true) @Nullable
        JsonNode jsonSchema) {

    private static final int LONGEST = 32_000;

    /**
     * The schema, as JSON; null for text.
     *
     * @throws BadFieldException if it is none
     */
    @Nullable
    String schemaJson() {
        if (type == null || type.equals("text")) {
            return null;
        }
        if (type.equals("json_object")) {
            return GenerationOptions.ANY_JSON_OBJECT;
        }
        if (!type.equals("json_schema")) {
            throw new BadFieldException(
                    "responseFormat.type", "responseFormat.type is text, json_object or json_schema.");
        }
        JsonNode given = schema != null ? schema : jsonSchema == null ? null : jsonSchema.get("schema");
        if (given == null || !given.isObject()) {
            throw new BadFieldException("responseFormat.schema", "responseFormat.schema is a JSON Schema, an object.");
        }
        String json = given.toString();
        if (json.length() > LONGEST) {
            throw new BadFieldException(
                    "responseFormat.schema", "responseFormat.schema has at most %d characters.".formatted(LONGEST));
        }
        return json;
    }
}
