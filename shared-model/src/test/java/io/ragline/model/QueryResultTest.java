package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryResultTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aResultOfThePreviousFormIsRead() throws Exception {
        QueryResult result = json.readValue("""
                {"answer": "Every 30 days. [1]", "answered": true, "model": "gpt", "citations": [], "unsupported": [], "hits": [],
                 "rerank": null, "searchedFor": null, "conversationId": null,
                 "usage": {"promptTokens": 9, "completionTokens": 4, "estimated": false}, "cached": null,
                 "timings": {"total": 41.6}}""", QueryResult.class);

        assertThat(result.truncated()).isFalse();
        assertThat(result.answer()).isEqualTo("Every 30 days. [1]");
        assertThat(result.timings()).containsEntry("total", 41.6);
    }

    @Test
    void thatItWasCutOffIsNotLost() throws Exception {
        QueryResult result = new QueryResult(
                "Every", true, true, "gpt", List.of(), List.of(), List.of(), null, null, null, null, null, Map.of());

        assertThat(json.readValue(json.writeValueAsString(result), QueryResult.class))
                .isEqualTo(result);
        assertThat(result.again("similar", TokenUsage.NONE).truncated()).isTrue();
        assertThat(result.in(null, Map.of()).truncated()).isTrue();
    }
}
