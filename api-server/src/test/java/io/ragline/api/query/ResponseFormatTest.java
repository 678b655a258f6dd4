package io.ragline.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.http.BadFieldException;
import io.ragline.model.GenerationOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFormatTest {

    private static String schema(String json) throws Exception {
        return new ObjectMapper().readValue(json, ResponseFormat.class).schemaJson();
    }

    @Test
    void anyObjectIsOneForm() throws Exception {
        assertThat(schema("{\"type\": \"json_object\"}")).isEqualTo(GenerationOptions.ANY_JSON_OBJECT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}",
                "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"a\", \"schema\": {\"type\": \"object\"}}}"
            })
    void aSchemaIsUnderstoodInBothForms(String json) throws Exception {
        assertThat(schema(json)).isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void textHasNoForm() throws Exception {
        assertThat(schema("{\"type\": \"text\"}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"xml\"}",
                "{\"type\": \"json_schema\"}",
                "{\"type\": \"json_schema\", \"schema\": [1]}"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> schema(json)).isInstanceOf(BadFieldException.class);
    }
}
