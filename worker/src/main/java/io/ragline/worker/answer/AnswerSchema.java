package io.ragline.worker.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema that an answer has to meet: of draft 2020-12, unless it says otherwise. It comes from a caller, so it may refer to
 * itself alone, nothing is fetched for it, and the work that it makes is limited. {@code format} is not checked.
 */
final class AnswerSchema {
    private static final int MOST_COMPLAINTS = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(LimitedChecking::pattern)
                            .build()));

    private final JsonNode source;
    private final Schema schema;

    private AnswerSchema(JsonNode source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** @throws RaglineException {@code BAD_REQUEST} if it is none that can be used */
    static AnswerSchema of(String json) {
        try {
            JsonNode source = JSON.readTree(json);
            for (JsonNode reference : source.findValues("$ref")) {
                if (reference.isTextual() && !reference.asText().startsWith("#")) {
                    throw unusable(
                            "it refers to %s, and may refer to itself alone".formatted(reference.asText()), null);
                }
            }
            Schema rules = REGISTRY.getSchema(SchemaLocation.of(version(source).getDialectId()));
            List<String> complaints = complaints(rules, source);
            if (!complaints.isEmpty()) {
                throw unusable(String.join("; ", complaints), null);
            }
            AnswerSchema schema = new AnswerSchema(source, REGISTRY.getSchema(source));
            schema.complaints(JSON.createObjectNode()); // refers to what isn't there, or goes round in circles
            return schema;
        } catch (JsonProcessingException e) {
            throw unusable("it is no JSON", e);
        } catch (SchemaException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static SpecificationVersion version(JsonNode source) {
        Optional<String> wanted = source.findValues("$schema").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
        return wanted.isEmpty()
                ? SpecificationVersion.DRAFT_2020_12
                : SpecificationVersion.fromDialectId(wanted.get())
                        .orElseThrow(() -> unusable("nobody here knows the $schema " + wanted.get(), null));
    }

    private static RaglineException unusable(String why, @Nullable Throwable cause) {
        return new RaglineException(
                ErrorCode.BAD_REQUEST, "responseFormat.schema can't be used: %s.".formatted(why), cause);
    }

    /**
     * What is wrong with an answer; nothing if it meets the schema.
     *
     * @throws RaglineException {@code BAD_REQUEST} if it takes too much work to tell
     */
    List<String> complaints(JsonNode answer) {
        return complaints(schema, answer);
    }

    private static List<String> complaints(Schema schema, JsonNode answer) {
        LimitedChecking checking = new LimitedChecking();
        try {
            schema.validate(checking, answer);
        } catch (LimitedChecking.TooMuchException e) {
            throw unusable("it makes too much work, or refers to itself endlessly", e);
        }
        return checking.getErrors().stream()
                .limit(MOST_COMPLAINTS)
                .map(AnswerSchema::inWords)
                .toList();
    }

    private static String inWords(Error error) {
        String at = Objects.toString(error.getInstanceLocation(), "");
        return (at.isEmpty() ? "" : at + ": ") + error.getMessage();
    }

    /** The texts that it prescribes. */
    Set<String> prescribed() {
        Set<String> texts = new HashSet<>();
        source.findValues("enum").forEach(values -> values.forEach(value -> texts.add(value.asText())));
        source.findValues("const").forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
