package io.ragline.worker.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"why\",\"code\":400}}",
                "{\"error\":{\"message\":\"why\",\"code\":\"400\",\"type\":null}}",
                "{\"error\":\"why\"}",
                "{\"message\":\"why\",\"object\":\"error\",\"code\":400}",
                "{\"detail\":\"why\"}"
            })
    void whatever_form_it_has_the_message_is_found(String body) throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(PlainErrors.plain(body))
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo("why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"error\":{}}", "{\"error\":[1]}", "{\"detail\":[{\"msg\":\"x\"}]}"})
    void where_there_is_none_it_is_empty(String body) throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(PlainErrors.plain(body))
                        .path("error")
                        .path("message")
                        .asText())
                .isEmpty();
    }

    @Test
    void what_is_no_json_stays() {
        assertThat(PlainErrors.plain("<html>Bad gateway</html>")).isNull();
    }
}
