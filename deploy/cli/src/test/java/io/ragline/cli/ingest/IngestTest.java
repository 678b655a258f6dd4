package io.ragline.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.ingest.IngestServerDouble.Trouble;
import io.ragline.cli.ingest.files.FilePatterns;
import io.ragline.cli.ingest.files.FileWalk;
import io.ragline.cli.ingest.files.FileWalk.Walked;
import io.ragline.cli.ingest.progress.IngestDisplay;
import io.ragline.cli.ingest.transfer.IngestTarget;
import io.ragline.cli.terminal.RecordedTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestTest {

    @TempDir
    Path root;

    private final IngestServerDouble server = new IngestServerDouble();
    private final RecordedTerminal recorded = new RecordedTerminal();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_file_arrives_once_and_a_second_run_uploads_nothing() throws Exception {
        for (int i = 0; i < 45; i++) {
            write("folder" + i % 3 + "/note" + i / 3 + ".md", "content " + i);
        }
        write("mühle/日本.txt", "content of its own");

        assertThat(run(true)).isZero();

        assertThat(server.versions())
                .hasSize(46)
                .containsKey("mühle/日本.txt")
                .allSatisfy((id, versions) -> assertThat(versions).isEqualTo(1));
        assertThat(server.uploads()).hasSizeLessThan(6);
        int uploads = server.uploads().size();
        assertThat(run(true)).isZero();
        assertThat(server.uploads()).hasSize(uploads);
        assertThat(recorded.out()).contains("46 indexed in the collection").contains("46 already there in");
    }

    @Test
    void what_changed_is_a_new_version_and_the_rest_stays() throws Exception {
        write("a.md", "first");
        write("b.md", "same");
        run(true);

        write("a.md", "second");
        assertThat(run(true)).isZero();

        assertThat(server.uploads()).containsExactly(List.of("a.md", "b.md"), List.of("a.md"));
        assertThat(server.versions()).containsEntry("a.md", 2).containsEntry("b.md", 1);
    }

    @Test
    void a_file_that_is_rejected_or_fails_holds_up_no_other_and_is_tried_again_by_the_next_run() throws Exception {
        write("a.md", "good");
        write("x/README.md", IngestServerDouble.REJECTED);
        write("y/README.md", "good");
        write("z.pdf", IngestServerDouble.FAILING);

        assertThat(run(true)).isEqualTo(1);

        assertThat(recorded.out()).contains("2 indexed, 2 failed");
        assertThat(recorded.err())
                .contains("✗ x/README.md: It is odd. (DOCUMENT_TYPE_UNSUPPORTED)")
                .contains("✗ z.pdf: It has a password. Remove it. (DOCUMENT_ENCRYPTED)");
        assertThat(run(true)).isEqualTo(1);
        assertThat(server.uploads().getLast()).containsExactly("x/README.md", "z.pdf");
    }

    @Test
    void files_that_are_all_rejected_are_told_one_by_one() throws Exception {
        write("a.md", IngestServerDouble.REJECTED);
        write("b.md", IngestServerDouble.REJECTED);

        assertThat(run(true)).isEqualTo(1);

        assertThat(recorded.out()).contains("a.md: failed", "b.md: failed", "2 failed");
    }

    @Test
    void a_server_that_takes_nothing_more_is_asked_again_after_the_time_it_names() throws Exception {
        write("a.md", "good");
        server.meet(Trouble.BUSY, Trouble.BUSY);

        assertThat(run(true, 4, Duration.ofMillis(1))).isZero();

        assertThat(recorded.out()).contains("The server takes nothing more for now; trying again every 1 s.");
        assertThat(server.keys()).hasSize(3).containsOnly(server.keys().getFirst());
    }

    @Test
    void an_answer_that_got_lost_does_not_make_a_second_version() throws Exception {
        write("a.md", "good");
        server.meet(Trouble.AWAY, Trouble.ANSWER_LOST);

        assertThat(run(true)).isZero();

        assertThat(server.keys()).hasSize(3).containsOnly(server.keys().getFirst());
        assertThat(server.versions()).containsEntry("a.md", 1);
    }

    @Test
    void a_request_that_always_breaks_is_the_fault_of_its_file_while_others_are_answered() throws Exception {
        write("a.md", "good");
        write("b.md", "good");
        server.meet(Trouble.BREAKS, Trouble.BREAKS, Trouble.BREAKS); // both together
        server.meet(Trouble.BREAKS, Trouble.BREAKS, Trouble.BREAKS); // the first of them alone

        assertThat(run(true)).isEqualTo(1);

        assertThat(recorded.err())
                .contains("✗ a.md: The connection breaks each time.")
                .contains("CONNECTION_BROKEN");
        assertThat(server.versions()).containsOnlyKeys("b.md");
    }

    @Test
    void a_server_that_stays_away_ends_it_with_what_was_reached() throws Exception {
        write("a.md", "good");
        Walked walked = walk();
        server.close();

        assertThatThrownBy(() -> run(walked, true, 4, Duration.ofMillis(300)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("./ragline up");
        assertThat(recorded.out()).contains("Stopped: 0 of 1 file", "1 are not uploaded");
    }

    @Test
    void no_more_are_sent_at_once_than_allowed() throws Exception {
        for (int i = 0; i < 120; i++) {
            write("note" + i + ".md", "content " + i);
        }

        assertThat(run(true, 2, Duration.ofSeconds(5))).isZero();

        assertThat(server.mostSending()).isBetween(1, 2);
        assertThat(server.versions()).hasSize(120);
    }

    @Test
    void who_does_not_wait_returns_when_all_are_uploaded() throws Exception {
        write("a.md", "good");
        server.holdJobs(true);

        assertThat(run(false)).isZero();
        assertThat(recorded.out()).contains("a.md: queued", "1 queued in");
        assertThat(run(false)).isZero();
        assertThat(server.uploads()).hasSize(1);
    }

    @Test
    void what_an_earlier_run_left_in_the_queue_is_waited_for_and_not_sent_again() throws Exception {
        write("a.md", "good");
        write("b.md", IngestServerDouble.FAILING);
        server.holdJobs(true);
        run(false);

        server.holdJobs(false);
        assertThat(run(true)).isEqualTo(1);

        assertThat(server.uploads()).hasSize(1);
        assertThat(recorded.out()).contains("1 already there, 1 failed");
    }

    @Test
    void a_zip_is_sent_alone_and_is_one_file_with_what_is_wrong_in_it() throws Exception {
        write("a.md", "good");
        try (var zip = new ZipOutputStream(Files.newOutputStream(root.resolve("both.zip")))) {
            zip.putNextEntry(new ZipEntry("one.md"));
            zip.write("one".getBytes());
            zip.putNextEntry(new ZipEntry("two.md"));
            zip.write("two".getBytes());
        }
        write("c.md", "good");

        assertThat(run(true)).isEqualTo(1);

        assertThat(server.uploads()).contains(List.of("both.zip"));
        assertThat(recorded.err())
                .contains(
                        "✗ both.zip: 1 of the 2 files in it failed. The first, two.md: It has a password. Remove it.");
        assertThat(recorded.out()).contains("2 indexed, 1 failed");
    }

    @Test
    void metadata_goes_with_the_files() throws Exception {
        write("a.md", "good");

        run(walk(), new IngestTarget("manuals", 1, Map.of("team", "shop"), true), Duration.ofSeconds(5));

        assertThat(server.metadata()).containsExactly("{\"team\":\"shop\"}");
    }

    @Test
    void a_file_that_goes_away_or_changes_while_it_waits_fails_alone() throws Exception {
        write("a.md", "good");
        write("b.md", "good");
        Walked walked = walk();
        Files.delete(root.resolve("a.md"));

        assertThat(run(walked, true, 4, Duration.ofSeconds(5))).isEqualTo(1);

        assertThat(recorded.err()).contains("✗ a.md: It can't be read").contains("FILE_UNREADABLE");
        assertThat(server.versions()).containsOnlyKeys("b.md");
    }

    @Test
    void nothing_at_all_is_no_failure() {
        assertThat(run(true)).isZero();
        assertThat(recorded.out()).contains("There was no file to ingest.");
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Walked walk() {
        return new FileWalk(new FilePatterns(List.of(), List.of(), true), "").walk(List.of(root));
    }

    private int run(boolean waits) {
        return run(waits, 4, Duration.ofSeconds(20));
    }

    private int run(boolean waits, int parallel, Duration patience) {
        return run(walk(), waits, parallel, patience);
    }

    private int run(Walked walked, boolean waits, int parallel, Duration patience) {
        return run(walked, new IngestTarget("manuals", parallel, Map.of(), waits), patience);
    }

    private int run(Walked walked, IngestTarget target, Duration patience) {
        IngestApi api = new IngestApi(server.address(), Optional.empty());
        return new Ingest(api, target, IngestDisplay.of(recorded.terminal(), false), patience).run(walked);
    }
}
