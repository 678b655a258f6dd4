package io.ragline.cli.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.http.FakeRagline;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.terminal.RecordedTerminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReindexingTest {
    private static final String BATCH = "GET /api/v1/batches/b1";
    private static final String COLLECTION = "GET /api/v1/collections/my%20manuals";

    private final FakeRagline fake = new FakeRagline();
    private final RecordedTerminal recorded = new RecordedTerminal();

    @AfterEach
    void stop() {
        fake.close();
    }

    private boolean reindex(boolean wait) throws InterruptedException {
        RaglineApi api = new RaglineApi(fake.address(), Optional.empty());
        return new Reindexing(api, recorded.terminal(), Duration.ofMillis(1))
                .run(List.of("my manuals"), Map.of("analyzer", "icu"), wait);
    }

    @Test
    void it_is_waited_for_until_questions_see_the_new_index() throws InterruptedException {
        fake.on("POST /api/v1/collections/my%20manuals/reindex", 202, "{\"batchId\": \"b1\", \"documents\": 2000}")
                .on(
                        BATCH,
                        200,
                        "{\"batchId\": \"b1\", \"total\": 2000, \"percent\": 40, \"counts\": {\"queued\": 1200, \"succeeded\": 800}}")
                .on(
                        BATCH,
                        200,
                        "{\"batchId\": \"b1\", \"total\": 2000, \"percent\": 100, \"counts\": {\"succeeded\": 2000}}")
                .on(COLLECTION, 200, "{\"name\": \"my manuals\", \"reindexing\": {\"batchId\": \"b1\"}}")
                .on(COLLECTION, 200, "{\"name\": \"my manuals\"}");

        assertThat(reindex(true)).isTrue();

        assertThat(recorded.out()).contains("2,000 documents", "40 %", "questions see the new index");
        assertThat(fake.received().getFirst().body()).isEqualTo("{\"analyzer\":\"icu\"}");
    }

    @Test
    void documents_that_fail_are_told_with_what_to_do() throws InterruptedException {
        fake.on("POST /api/v1/collections/my%20manuals/reindex", 202, "{\"batchId\": \"b1\", \"documents\": 3}")
                .on(
                        BATCH,
                        200,
                        "{\"batchId\": \"b1\", \"total\": 3, \"percent\": 100, \"counts\": {\"failed\": 1, \"succeeded\": 2}}");

        assertThat(reindex(true)).isFalse();

        assertThat(recorded.err()).contains("1 documents could not be indexed", "batchId=b1", "give up");
    }

    @Test
    void it_need_not_be_waited_for() throws InterruptedException {
        fake.on("POST /api/v1/collections/my%20manuals/reindex", 202, "{\"batchId\": \"b1\", \"documents\": 3}");

        assertThat(reindex(false)).isTrue();

        assertThat(fake.received()).hasSize(1);
    }
}
