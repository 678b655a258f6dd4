package io.ragline.cli.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Indexed;
import io.ragline.cli.ingest.progress.IngestDisplay.Ending;
import io.ragline.cli.ingest.progress.IngestDisplay.Intent;
import io.ragline.cli.terminal.RecordedTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private static final FoundFile FILE = new FoundFile(Path.of("docs/a.md"), "a.md", 12);
    private static final Failed LOCKED =
            new Failed("x/b.pdf", "DOCUMENT_ENCRYPTED", "b.pdf has a password.", "Remove it.");

    private final RecordedTerminal recorded = new RecordedTerminal();
    private final AtomicLong now = new AtomicLong();

    @Test
    void at_a_terminal_each_state_is_drawn_over_the_one_before_and_leaves_only_the_end() {
        IngestDisplay display = IngestDisplay.of(recorded.terminal(true), false);

        display.begin(new Intent(2, 24, "manuals", "http://here"));
        display.show(snapshot(List.of(new RunningFile("a.md", "embed", 5, 0, 0)), ""));
        display.show(snapshot(List.of(), ""));
        display.outcome(new Indexed(FILE, "d1"));
        display.end(ending(false, 0));

        assertThat(shown(recorded.out()))
                .containsExactly(
                        "2 files (24 B) for the collection manuals at http://here",
                        "✓ 1 indexed in the collection manuals, after 1.5 s.");
        assertThat(recorded.out()).contains("embed", "a.md").endsWith("\n").contains("\u001b[?25l", "\u001b[?25h");
    }

    @Test
    void elsewhere_each_end_is_a_line_and_now_and_then_how_far_it_is() {
        var display = new LineDisplay(recorded.terminal(), now::get);

        display.begin(new Intent(2, 24, "manuals", "http://here"));
        display.outcome(new Indexed(FILE, "d1"));
        display.outcome(new AlreadyThere(FILE, "d2"));
        display.show(snapshot(List.of(), ""));
        display.show(snapshot(List.of(), "Waiting"));
        display.show(snapshot(List.of(), "Waiting"));
        now.addAndGet(Duration.ofSeconds(16).toNanos());
        display.show(snapshot(List.of(), "Waiting"));

        assertThat(recorded.out().lines())
                .containsExactly(
                        "2 files (24 B) for the collection manuals at http://here",
                        "a.md: indexed",
                        "Waiting",
                        "50 %: 1 of 2 files done, 1 on the server, 40 s left");
    }

    @Test
    void for_programs_each_line_is_json() throws Exception {
        var display = new JsonDisplay(recorded.terminal(), now::get);

        display.begin(new Intent(2, 24, "manuals", "http://here"));
        display.outcome(new Indexed(FILE, "d1"));
        display.outcome(LOCKED);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        display.show(snapshot(List.of(new RunningFile("a.md", "embed", 5, 1, 2)), ""));
        display.end(ending(false, 1));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : recorded.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .extracting(line -> line.get("event").asText())
                .containsExactly("begin", "file", "file", "progress", "end");
        assertThat(lines.get(1).get("documentId").asText()).isEqualTo("d1");
        assertThat(lines.get(2).at("/error/code").asText()).isEqualTo("DOCUMENT_ENCRYPTED");
        assertThat(lines.get(3).at("/running/0/stage").asText()).isEqualTo("embed");
        assertThat(lines.get(4).get("exitCode").asInt()).isEqualTo(1);
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void failures_that_are_alike_are_told_together_twenty_at_most_and_all_are_in_a_file() throws Exception {
        var display = new LineDisplay(recorded.terminal(), now::get);
        display.outcome(LOCKED);
        IntStream.range(0, 30)
                .mapToObj(
                        i -> new Failed("y/c" + i + ".xyz", "DOCUMENT_TYPE_UNSUPPORTED", "c" + i + ".xyz is odd.", ""))
                .forEach(display::outcome);

        display.end(ending(false, 1));

        List<String> lines = recorded.err().lines().toList();
        assertThat(lines.get(0)).isEqualTo("✗ x/b.pdf: It has a password. Remove it. (DOCUMENT_ENCRYPTED)");
        assertThat(lines.get(1)).isEqualTo("✗ 30 files: It is odd. (DOCUMENT_TYPE_UNSUPPORTED)");
        assertThat(lines.subList(2, 21)).startsWith("    y/c0.xyz").endsWith("    y/c18.xyz");
        assertThat(lines.get(21)).startsWith("  and 11 more; all are in /");
        assertThat(lines.get(22)).endsWith("--exclude '*.xyz'");
        Path all = Path.of(lines.get(21).substring(lines.get(21).indexOf('/')));
        assertThat(Files.readAllLines(all)).hasSize(31);
        Files.delete(all);
    }

    @Test
    void whoever_breaks_it_off_is_told_what_is_where() {
        var display = new LineDisplay(recorded.terminal(), now::get);

        display.end(ending(true, 130));

        assertThat(recorded.out()).isEqualTo("""
                        Stopped: 1 of 4 files are done, 1 are in the server's queue and go on without this command, 2 are not uploaded.
                        The same command goes on from here.
                        """);
    }

    /** What a terminal would show in the end: the lines that were not drawn over. */
    private static List<String> shown(String output) {
        List<String> lines = new ArrayList<>(List.of(""));
        int row = 0;
        for (String token : output.split("(?=\u001b\\[)|(?<=\u001b\\[[?0-9]{0,4}[A-Za-z])|(?=\n)|(?<=\n)")) {
            if (token.matches("\u001b\\[\\d+A")) {
                row -= Integer.parseInt(token.substring(2, token.length() - 1));
            } else if (token.equals("\u001b[J")) {
                lines = new ArrayList<>(lines.subList(0, row));
                lines.add("");
            } else if (token.equals("\n")) {
                row++;
                if (row == lines.size()) {
                    lines.add("");
                }
            } else if (!token.startsWith("\u001b")) {
                lines.set(row, token.replace("\r", ""));
            }
        }
        return lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    private static Ending ending(boolean stopped, int exitCode) {
        Tally tally = stopped ? new Tally(4, 1, 0, 0, 0, 1) : new Tally(2, 1, 0, 0, 0, 0);
        return new Ending(tally, "manuals", 1500, stopped, exitCode);
    }

    private static Snapshot snapshot(List<RunningFile> running, String note) {
        return new Snapshot(
                new Tally(2, 1, 0, 0, 0, 1), 24, 12, 0.5, Optional.of(Duration.ofSeconds(40)), running, 0, 1, 0, note);
    }
}
