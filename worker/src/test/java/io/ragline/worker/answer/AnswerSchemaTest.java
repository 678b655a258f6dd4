package io.ragline.worker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class AnswerSchemaTest {

    private static JsonNode json(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"strng\"} | /type: does not have a value in the enumeration",
                "{\"$ref\": \"#\"} | refers to itself endlessly",
                "{\"$ref\": \"#/$defs/none\"} | Reference /$defs/none cannot be resolved",
                "{\"$ref\": \"http://127.0.0.1:9/schema\"} | refers to http://127.0.0.1:9/schema, and may refer to itself alone",
                "{\"properties\": {\"a\": {\"$ref\": \"file:///etc/passwd\"}}} | may refer to itself alone",
                "{\"properties\": {\"a\": {\"$ref\": \"classpath:/application.properties\"}}} | may refer to itself alone",
                "{\"$schema\": \"http://127.0.0.1:9/dialect\"} | nobody here knows the $schema http://127.0.0.1:9/dialect",
                "{\"properties\": {\"a\": {\"pattern\": \"(\"}}} | Unclosed group"
            })
    void what_is_none_is_refused_with_the_reason(String schema, String why) {
        RaglineException refused = catchThrowableOfType(
                RaglineException.class, () -> AnswerSchema.of(schema).complaints(json("{\"a\": \"x\"}")));

        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(refused.detail())
                .startsWith("responseFormat.schema can't be used: ")
                .contains(why);
    }

    @Test
    void one_of_an_older_draft_that_refers_to_itself_is_understood() throws Exception {
        AnswerSchema schema = AnswerSchema.of("""
                {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
                 "definitions": {"part": {"type": "object", "properties": {
                   "name": {"type": "string"}, "parts": {"type": "array", "items": {"$ref": "#/definitions/part"}}}}},
                 "properties": {"pump": {"$ref": "#/definitions/part"}}}""");

        assertThat(schema.complaints(json("{\"pump\": {\"parts\": [{\"parts\": [{\"name\": \"seal\"}]}]}}")))
                .isEmpty();
        assertThat(schema.complaints(json("{\"pump\": {\"parts\": [{\"parts\": [{\"name\": 1}]}]}}")))
                .containsExactly("/pump/parts/0/parts/0/name: integer found, string expected");
    }

    @Test
    void a_schema_that_doubles_its_work_forty_times_is_given_up() {
        StringBuilder schema =
                new StringBuilder("{\"$ref\": \"#/$defs/x0\", \"$defs\": {\"x40\": {\"type\": \"object\"}");
        for (int i = 0; i < 40; i++) {
            schema.append(", \"x%d\": {\"allOf\": [{\"$ref\": \"#/$defs/x%d\"}, {\"$ref\": \"#/$defs/x%d\"}]}"
                    .formatted(i, i + 1, i + 1));
        }

        RaglineException refused = catchThrowableOfType(
                RaglineException.class,
                () -> AnswerSchema.of(schema.append("}}").toString()));

        assertThat(refused.detail()).contains("too much work");
    }

    @Test
    void so_is_a_pattern_that_tries_for_ever() {
        AnswerSchema schema = AnswerSchema.of("{\"properties\": {\"a\": {\"pattern\": \"^(.*a){20}$\"}}}");

        RaglineException refused = catchThrowableOfType(
                RaglineException.class, () -> schema.complaints(json("{\"a\": \"" + "a".repeat(60) + "!\"}")));

        assertThat(refused.detail()).contains("too much work");
    }
}
