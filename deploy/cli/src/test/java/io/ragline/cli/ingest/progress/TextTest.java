package io.ragline.cli.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "99949, 99.9 kB",
        "99951, 100 kB",
        "999950, 1.0 MB",
        "3400000000, 3.4 GB"
    })
    void sizes_are_told_in_the_unit_that_suits_them(long bytes, String text) {
        assertThat(Text.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 s",
        "7, 7 s",
        "42, 45 s",
        "89, 90 s",
        "100, 2 min",
        "5300, 88 min",
        "5399, 1 h 30 min",
        "11520, 3 h 10 min",
        "400000, 4 days"
    })
    void what_is_left_is_told_no_finer_than_it_can_be_known(long seconds, String text) {
        assertThat(Text.left(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void a_name_that_does_not_fit_keeps_its_end() {
        assertThat(Text.fit("reports/2022/annual.pdf", 12, "…")).isEqualTo("…/annual.pdf");
        assertThat(Text.fit("short.pdf", 12, "…")).isEqualTo("short.pdf");
        assertThat(Text.fit("日本語のファイル.txt", 12, "…")).isEqualTo("…ァイル.txt");
        assertThat(Text.width(Text.fit("日本語のファイル.txt", 12, "…"))).isLessThanOrEqualTo(12);
    }

    @Test
    void a_name_cannot_command_the_terminal() {
        assertThat(Text.plain("a\u001b[2Jb\nc\u202Ed\u009Be")).isEqualTo("a?[2Jb?c?d?e");
    }
}
