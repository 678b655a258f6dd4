package io.ragline.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.FakeRagline;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.ingest.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.FileOutcome.Failed;
import io.ragline.cli.ingest.FileOutcome.Indexed;
import io.ragline.cli.terminal.RecordedTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {

    private static final String UPLOAD = "POST /api/v1/collections/demo/documents";
    private static final String JOB = "GET /api/v1/jobs/j1";
    private static final String ACCEPTED =
            "{\"batchId\":\"b\",\"documents\":[{\"documentId\":\"d\",\"jobId\":\"j1\",\"status\":\"queued\"}],\"rejected\":[]}";
    private static final String SUCCEEDED = "{\"jobId\":\"j1\",\"status\":\"succeeded\"}";

    @TempDir
    Path folder;

    private final FakeRagline fake = new FakeRagline();
    private final RecordedTerminal recorded = new RecordedTerminal();
    private Path file;

    @BeforeEach
    void prepare() throws Exception {
        file = Files.writeString(folder.resolve("a.txt"), "text");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_file_is_followed_until_its_job_has_succeeded() {
        fake.on(UPLOAD, 202, ACCEPTED)
                .on(JOB, 200, "{\"jobId\":\"j1\",\"status\":\"queued\"}")
                .on(JOB, 200, running("extract", 10))
                .on(JOB, 200, running("embed", 60))
                .on(JOB, 200, SUCCEEDED);

        assertThat(run(false, file)).containsExactly(new Indexed(file));

        assertThat(recorded.out())
                .contains("extract, 10 %")
                .contains("embed, 60 %")
                .contains("indexed");
    }

    @Test
    void at_a_terminal_each_file_has_a_bar() {
        fake.on(UPLOAD, 202, ACCEPTED).on(JOB, 200, running("embed", 60)).on(JOB, 200, SUCCEEDED);

        assertThat(run(true, file)).containsExactly(new Indexed(file));
    }

    @Test
    void a_missing_collection_is_created_and_said() {
        fake.on(UPLOAD, 404, "{\"code\":\"COLLECTION_NOT_FOUND\"}")
                .on(UPLOAD, 202, ACCEPTED)
                .on("POST /api/v1/collections", 201, "{}")
                .on(JOB, 200, SUCCEEDED);

        assertThat(run(false, file)).containsExactly(new Indexed(file));

        assertThat(recorded.out()).contains("Created the collection demo");
    }

    @Test
    void content_that_is_there_already_has_no_job_to_wait_for() {
        fake.on(UPLOAD, 202, "{\"documents\":[{\"documentId\":\"d\",\"status\":\"duplicate\"}],\"rejected\":[]}");

        assertThat(run(false, file)).containsExactly(new AlreadyThere(file));
    }

    @Test
    void content_that_is_there_already_may_come_with_the_job_that_indexed_it() {
        fake.on(UPLOAD, 202, ACCEPTED.replace("queued", "duplicate")).on(JOB, 200, SUCCEEDED);

        assertThat(run(false, file)).containsExactly(new AlreadyThere(file));
    }

    @Test
    void a_rejected_file_fails_with_the_reason_and_the_others_go_on() throws Exception {
        Path other = Files.writeString(folder.resolve("b.txt"), "more");
        fake.on(
                        UPLOAD,
                        202,
                        "{\"documents\":[],\"rejected\":[{\"code\":\"DOCUMENT_EMPTY\",\"detail\":\"It is empty.\"}]}")
                .on(UPLOAD, 202, ACCEPTED)
                .on(JOB, 200, SUCCEEDED);

        assertThat(run(false, file, other))
                .containsExactly(new Failed(file, "It is empty. (DOCUMENT_EMPTY)"), new Indexed(other));
    }

    @Test
    void a_missing_file_and_a_folder_fail_without_an_upload_and_the_others_go_on() {
        Path missing = folder.resolve("missing.pdf");
        fake.on(UPLOAD, 202, ACCEPTED).on(JOB, 200, SUCCEEDED);

        List<FileOutcome> outcomes = run(false, missing, folder, file);

        assertThat(outcomes.get(0)).isEqualTo(new Failed(missing, "There is no such file."));
        assertThat(outcomes.get(1).isFailure()).isTrue();
        assertThat(outcomes.get(2)).isEqualTo(new Indexed(file));
    }

    @Test
    void a_failed_job_fails_its_file_with_what_to_do() {
        fake.on(UPLOAD, 202, ACCEPTED)
                .on(
                        JOB,
                        200,
                        "{\"jobId\":\"j1\",\"status\":\"failed\",\"error\":{\"code\":\"DOCUMENT_ENCRYPTED\","
                                + "\"detail\":\"Remove its password.\",\"retryable\":false}}");

        assertThat(run(false, file)).containsExactly(new Failed(file, "Remove its password. (DOCUMENT_ENCRYPTED)"));
    }

    @Test
    void an_api_that_restarts_meanwhile_is_waited_for() {
        fake.on(UPLOAD, 202, ACCEPTED)
                .on(JOB, 503, "{\"code\":\"DATABASE_UNAVAILABLE\"}")
                .on(JOB, 200, SUCCEEDED);

        assertThat(run(false, file)).containsExactly(new Indexed(file));
    }

    @Test
    void an_api_that_stays_away_is_given_up() {
        fake.on(UPLOAD, 202, ACCEPTED).on(JOB, 503, "{\"code\":\"DATABASE_UNAVAILABLE\",\"detail\":\"No database.\"}");

        assertThat(run(false, file))
                .first()
                .satisfies(outcome -> assertThat(outcome.isFailure()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_api_at_all_is_told_once_and_not_for_each_file(boolean interactive) {
        fake.close();

        assertThatThrownBy(() -> run(interactive, file, file))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("./ragline up");
    }

    @Test
    void the_report_counts_and_explains() {
        List<FileOutcome> outcomes = List.of(
                new Indexed(Path.of("a")), new AlreadyThere(Path.of("b")), new Failed(Path.of("c"), "It is empty."));

        boolean good = new OutcomeReport(recorded.terminal()).print(outcomes, "demo");

        assertThat(good).isFalse();
        assertThat(recorded.out()).contains("1 indexed, 1 already there, 1 failed in the collection demo.");
        assertThat(recorded.err()).contains("✗ c: It is empty.");
    }

    private List<FileOutcome> run(boolean interactive, Path... files) {
        var api = new RaglineApi(fake.address(), Optional.empty());
        var ingest =
                new Ingest(api, "demo", recorded.terminal(interactive), Duration.ofMillis(10), Duration.ofMillis(300));
        return ingest.run(List.of(files));
    }

    private static String running(String stage, int percent) {
        return "{\"jobId\":\"j1\",\"status\":\"running\",\"progress\":{\"stage\":\"%s\",\"done\":1,\"total\":2,\"percent\":%d}}"
                .formatted(stage, percent);
    }
}
