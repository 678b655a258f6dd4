package io.ragline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private final Terminal terminal = terminal(new ByteArrayOutputStream(), StandardCharsets.UTF_8);

    @Test
    void no_line_is_wider_than_the_terminal() {
        String text = "The backup battery keeps the station running for 72 hours without sun or mains power.";

        assertThat(terminal.wrap(text, "  ").lines())
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(40).startsWith("  "));
    }

    @Test
    void paragraphs_stay_apart() {
        assertThat(terminal.wrap("one\n\ntwo", "").lines()).containsExactly("one", "", "two");
    }

    @Test
    void a_word_wider_than_the_terminal_is_not_broken() {
        String word = "x".repeat(60);

        assertThat(terminal.wrap("see " + word, "").lines()).containsExactly("see", word);
    }

    @Test
    void marks_fit_the_character_set() {
        assertThat(terminal.tick()).isEqualTo("✓");
        assertThat(terminal(new ByteArrayOutputStream(), StandardCharsets.US_ASCII)
                        .tick())
                .isEqualTo("+");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "840, 0.8 s", "125000, 2 min 5 s", "11520000, 3 h 12 min", "349200000, 4 d 1 h"})
    void times_are_told_as_people_do(long millis, String words) {
        assertThat(Terminal.duration(millis)).isEqualTo(words);
    }

    private static Terminal terminal(ByteArrayOutputStream bytes, java.nio.charset.Charset charset) {
        PrintStream out = new PrintStream(bytes, true, charset);
        return new Terminal(out, out, false, 40);
    }
}
