package io.ragline.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.model.ErrorCode;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FinishReasonTest {
    private final ObjectMapper json = new ObjectMapper();
    private final Completions completions = new Completions(json);

    private ObjectNode result(boolean truncated) {
        return json.createObjectNode().put("answer", "Every 30").put("truncated", truncated);
    }

    @Test
    void an_answer_that_was_cut_off_says_so_as_openai_does() {
        assertThat(finish(completions.completion(UUID.randomUUID(), "default", 1, result(true))))
                .isEqualTo("length");
        assertThat(finish(completions.completion(UUID.randomUUID(), "default", 1, result(false))))
                .isEqualTo("stop");
        assertThat(finish(completions.completion(UUID.randomUUID(), "default", 1, json.createObjectNode())))
                .as("a result of before that was noted")
                .isEqualTo("stop");
    }

    @Test
    void its_stream_does_too() throws Exception {
        ChatBody body = json.readValue("{\"model\": \"default\", \"messages\": []}", ChatBody.class);
        ChatChunks chunks = chunks(body, Duration.ofMinutes(5));
        chunks.of(event("token", "{\"text\": \"Every 30\"}"));
        chunks.of(event("result", result(true).toString()));

        String last = chunks.of(event("end", "{\"status\": \"succeeded\"}")).getFirst();

        JsonNode chunk = json.readTree(last.substring("data: ".length()));
        assertThat(finish(chunk)).isEqualTo("length");
        assertThat(chunk.path("ragline").path("truncated").asBoolean()).isTrue();
    }

    @Test
    void a_stream_that_nobody_answers_is_given_up() throws Exception {
        ChatBody body = json.readValue("{\"model\": \"default\", \"messages\": []}", ChatBody.class);
        ChatChunks chunks = chunks(body, Duration.ZERO);

        List<String> last = chunks.of(event("put-off", "{}"));

        assertThat(chunks.over()).isTrue();
        assertThat(last).hasSize(2);
        assertThat(last.getFirst()).contains("\"error\"").contains("no answer");
        assertThat(last.getLast()).isEqualTo("data: [DONE]\n\n");
    }

    private ChatChunks chunks(ChatBody body, Duration patience) {
        return new ChatChunks(
                json,
                completions,
                UUID.randomUUID(),
                body,
                1,
                patience,
                () -> new GivenUpException(ErrorCode.MODEL_UNAVAILABLE, "There was no answer."));
    }

    private static String finish(JsonNode completion) {
        return completion.path("choices").path(0).path("finish_reason").asText();
    }

    private static OutboundSseEvent event(String name, String data) {
        return new OutboundSseEventImpl.BuilderImpl().name(name).data(data).build();
    }
}
