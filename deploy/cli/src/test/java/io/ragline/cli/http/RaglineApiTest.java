package io.ragline.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.service.FreePorts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RaglineApiTest {

    private final FakeRagline fake = new FakeRagline();
    private final RaglineApi api = new RaglineApi(fake.address(), Optional.of("top-secret"));

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void the_key_is_sent_as_a_bearer_token() {
        fake.on("GET /api/v1/jobs/j1", 200, "{\"jobId\":\"j1\",\"status\":\"queued\"}");

        api.job("j1");

        assertThat(fake.received().getFirst().headers()).containsEntry("Authorization", "Bearer top-secret");
    }

    @Test
    void a_question_names_collections_and_top_k_only_when_given() {
        fake.on("POST /api/v1/query", 202, "{\"jobId\":\"j1\",\"status\":\"queued\"}");

        api.ask("Why?", List.of(), Optional.empty(), Optional.empty());
        api.ask("Why?", List.of("demo"), Optional.of(3), Optional.empty());

        assertThat(fake.received().get(0).body()).isEqualTo("{\"question\":\"Why?\"}");
        assertThat(fake.received().get(1).body())
                .isEqualTo("{\"question\":\"Why?\",\"collections\":[\"demo\"],\"topK\":3}");
    }

    @Test
    void a_conversation_is_begun_and_continued() {
        fake.on("POST /api/v1/conversations", 201, "{\"conversationId\":\"c1\",\"collections\":[\"demo\"]}")
                .on("POST /api/v1/query", 202, "{\"jobId\":\"j1\",\"status\":\"queued\"}");

        String conversation = api.converse(List.of("demo"));
        api.ask("Why?", List.of(), Optional.empty(), Optional.of(conversation));

        assertThat(fake.received().get(0).body()).isEqualTo("{\"collections\":[\"demo\"]}");
        assertThat(fake.received().get(1).body()).isEqualTo("{\"question\":\"Why?\",\"conversationId\":\"c1\"}");
    }

    @Test
    void a_problem_is_told_by_its_detail_code_and_request() {
        fake.on(
                "GET /api/v1/jobs/j1",
                404,
                "{\"title\":\"Not found\",\"status\":404,\"code\":\"JOB_NOT_FOUND\",\"detail\":\"There is no job j1.\","
                        + "\"requestId\":\"r7\"}");

        assertThatThrownBy(() -> api.job("j1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("There is no job j1. (JOB_NOT_FOUND, request r7)");
    }

    @Test
    void an_answer_that_is_no_problem_document_is_told_by_its_status() {
        fake.on("GET /api/v1/jobs/j1", 502, "<html>Bad gateway</html>");

        assertThatThrownBy(() -> api.job("j1")).isInstanceOf(ApiException.class).hasMessageContaining("HTTP 502");
    }

    @Test
    void nobody_answering_says_how_to_start_it() {
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.next());

        assertThatThrownBy(() -> new RaglineApi(nobody, Optional.empty()).job("j1"))
                .isInstanceOf(ApiException.class)
                .hasMessage("Ragline does not answer at %s. Start it with ./ragline up".formatted(nobody));
    }
}
