package io.ragline.cli.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    private static final List<RunningFile> RUNNING = List.of(
            new RunningFile("manuals/orbis 400.pdf", "embed", 61, 80, 120),
            new RunningFile("reports/2023/annual report.pdf", "uploading", 8, 0, 0));

    @Test
    void one_bar_for_all_and_a_line_for_each_running_file() {
        assertThat(new Screen(100, true).lines(snapshot(RUNNING, "")))
                .containsExactly(
                        " 37 % │███████████▉                    │ 381/1,024 files · 1.2 GB/3.4 GB · 3 failed · 4 min left",
                        "  embed      61 %  manuals/orbis 400.pdf  80/120",
                        "  uploading   8 %  reports/2023/annual report.pdf",
                        "  sent              20 files, being taken in",
                        "  queued            99 files, behind 1,200 of others");
    }

    @Test
    void a_terminal_that_has_ascii_only_gets_ascii_only() {
        List<String> lines = new Screen(100, false).lines(snapshot(RUNNING, ""));

        assertThat(String.join("", lines)).matches("\\p{ASCII}+").contains("[###########  ");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100})
    void no_line_is_wider_than_the_terminal(int width) {
        List<RunningFile> many = IntStream.range(0, 30)
                .mapToObj(
                        i -> new RunningFile("ein/sehr/langer/Ordnername/".repeat(4) + "日本語" + i, "extract", i, i, 100))
                .toList();

        List<String> lines = new Screen(width, true).lines(snapshot(many, "The server takes nothing more. ".repeat(9)));

        assertThat(lines).hasSizeLessThan(16).anyMatch(line -> line.equals("  and 20 more"));
        assertThat(lines).allSatisfy(line -> assertThat(Text.width(line)).isLessThan(width));
    }

    @Test
    void what_holds_things_up_is_said() {
        assertThat(new Screen(80, true).lines(snapshot(List.of(), "Waiting for the server")))
                .last()
                .isEqualTo("  Waiting for the server");
    }

    private static Snapshot snapshot(List<RunningFile> running, String note) {
        return new Snapshot(
                new Tally(1024, 370, 8, 0, 3, 100),
                3_400_000_000L,
                1_200_000_000L,
                0.3735,
                Optional.of(Duration.ofSeconds(240)),
                running,
                20,
                1,
                1200,
                note);
    }
}
