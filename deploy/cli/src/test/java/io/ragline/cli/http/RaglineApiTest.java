package io.ragline.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.service.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaglineApiTest {

    private final FakeRagline fake = new FakeRagline();
    private final RaglineApi api = new RaglineApi(fake.address(), Optional.of("top-secret"));

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_file_is_sent_as_the_multipart_field_files_under_its_own_name(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mühle.txt"), "the mill");
        fake.on(
                "POST /api/v1/collections/a%20b/documents",
                202, "{\"documents\":[{\"jobId\":\"j1\"}],\"rejected\":[]}");

        UploadReceipt receipt = api.upload("a b", file);

        assertThat(receipt.documents()).hasSize(1).first().returns("j1", UploadReceipt.Accepted::jobId);
        String body = fake.received().getFirst().body();
        assertThat(body)
                .contains("name=\"files\"")
                .contains("filename=\"mühle.txt\"")
                .contains("the mill");
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

        api.ask("Why?", List.of(), Optional.empty());
        api.ask("Why?", List.of("demo"), Optional.of(3));

        assertThat(fake.received().get(0).body()).isEqualTo("{\"question\":\"Why?\"}");
        assertThat(fake.received().get(1).body())
                .isEqualTo("{\"question\":\"Why?\",\"collections\":[\"demo\"],\"topK\":3}");
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

    @Test
    void a_collection_that_exists_already_is_fine() {
        fake.on("POST /api/v1/collections", 201, "{}")
                .on("POST /api/v1/collections", 409, "{\"code\":\"COLLECTION_EXISTS\"}");

        assertThat(api.createCollection("demo")).isTrue();
        assertThat(api.createCollection("demo")).isFalse();
    }
}
