package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that a document points to is fetched, by a real server that would notice. */
class NothingFetchedTest extends SiegeTesting {
    private static final String SECRET = "the secret of this machine";

    private ListeningServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ListeningServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void no_document_of_any_format_makes_a_child_connect_or_read_another_file() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        Map<String, byte[]> files =
                new PointingFiles(server.port(), secret.toUri().toString()).all();

        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Path file = Files.write(folder.resolve(each.getKey()), each.getValue());
            String type = new MediaTypeSniffer().sniff(file, each.getKey()).orElse("application/octet-stream");
            Siege.Outcome outcome = siege.read(Source.of(file, type), new RecordingSink());

            assertThat(outcome.read().text()).as(each.getKey()).doesNotContain(SECRET);
            assertThat(outcome.code())
                    .as("%s: %s", each.getKey(), outcome.detail())
                    .isIn(null, ErrorCode.DOCUMENT_TYPE_UNSUPPORTED, ErrorCode.DOCUMENT_UNREADABLE);
        }

        assertThat(server.connections()).isZero();
    }

    @Test
    void a_pdf_that_points_everywhere_is_read_nevertheless() throws IOException {
        byte[] pdf = new PointingFiles(server.port(), "file:///nowhere").all().get("external.pdf");

        read(pdf).isRead().withText("Some words");

        assertThat(server.connections()).isZero();
    }

    @Test
    void without_the_guard_every_way_leads_somewhere() throws Exception {
        assertThat(waysThrough("unguarded", new Isolation(List.of())))
                .contains("socket", "channel", "url", "http-client");
        assertThat(server.connections()).isPositive();
    }

    @Test
    void with_the_guard_no_way_that_java_has_leads_anywhere() throws Exception {
        assertThat(waysThrough("guarded", new Isolation(List.of()))).isEmpty();
        assertThat(server.connections()).isZero();
    }

    @Test
    void where_the_machine_lets_a_child_has_no_network_even_without_java() throws Exception {
        Isolation isolation = Isolation.find();
        Assumptions.assumeTrue(
                isolation.prefix().stream().anyMatch(word -> word.endsWith("unshare")),
                "skipped: this machine lets nobody make a network of his own");
        String connect = "exec 3<>/dev/tcp/127.0.0.1/%d".formatted(server.port());

        int alone = run(List.of("bash", "-c", connect));
        int isolated = run(isolation, List.of("bash", "-c", connect));

        assertThat(alone).isZero();
        assertThat(isolated).isNotZero();
        assertThat(server.connections()).isEqualTo(1);
    }

    private static int run(Isolation isolation, List<String> command) throws Exception {
        List<String> all = new ArrayList<>(isolation.prefix());
        all.addAll(command);
        return run(all);
    }

    private static int run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Which ways led through, in a process that is started as a child is. */
    private List<String> waysThrough(String guarded, Isolation isolation) throws Exception {
        Path home = Files.createTempDirectory(folder, "home");
        List<String> command = new ArrayList<>(isolation.prefix());
        command.addAll(TestChildren.running(FetchingChild.class, LIMITS, home));
        if (guarded.equals("unguarded")) {
            command.removeIf(NoNetwork.options(home)::contains);
        }
        command.addAll(List.of(guarded, Integer.toString(server.port())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(said).startsWith("through:");
        return List.of(said.split(" ")).stream().skip(1).toList();
    }
}
