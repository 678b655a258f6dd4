package io.ragline.worker.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextBlock;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainTextExtractorTest {
    @TempDir
    Path folder;

    @Test
    void blank_lines_part_paragraphs() throws IOException {
        RecordingSink read = extract("One.\n\n  \nTwo.\r\n\r\nThree.".getBytes(StandardCharsets.UTF_8));

        assertThat(read.blocks()).extracting(TextBlock::text).containsExactly("One.", "Two.", "Three.");
        assertThat(read.total()).isEqualTo(1);
        assertThat(read.pages()).extracting(Page::number).containsOnly(1);
    }

    @Test
    void wrapped_lines_are_joined_and_short_ones_keep_their_break() throws IOException {
        String text = """
                The harbour was built in the year of the great storm, when
                the old quay had been carried off.

                Harbour Office
                2 Quay Street
                """;

        assertThat(extract(text.getBytes(StandardCharsets.UTF_8)).blocks())
                .extracting(TextBlock::text)
                .containsExactly(
                        "The harbour was built in the year of the great storm, when the old quay had been carried off.",
                        "Harbour Office\n2 Quay Street");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void the_encoding_is_found_without_a_mark(String charset) throws IOException {
        String text = "Käse, crème brûlée and señor Núñez pay 20 pounds";

        assertThat(extract(text.getBytes(Charset.forName(charset))).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_byte_order_mark_is_obeyed_and_left_out(String charset) throws IOException {
        String text = "日本語 and €";

        assertThat(extract(("\ufeff" + text).getBytes(Charset.forName(charset))).text())
                .isEqualTo(text);
    }

    @Test
    void text_that_stops_being_utf8_only_at_the_end_is_windows_1252() throws IOException {
        byte[] text = ("a".repeat(200_000) + " caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(extract(text).text()).endsWith("café");
    }

    @Test
    void control_characters_are_removed() throws IOException {
        assertThat(extract("a\u0000b\u0007c\td".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("abc d");
    }

    @Test
    void an_empty_file_is_one_empty_page() throws IOException {
        RecordingSink read = extract(new byte[0]);

        assertThat(read.pages()).hasSize(1);
        assertThat(read.blocks()).isEmpty();
    }

    @Test
    void a_long_text_comes_in_parts_of_bounded_size_even_without_any_line_break() throws IOException {
        Path file = folder.resolve("long.txt");
        int words = 2_000_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < words; i++) {
                out.write("endless ");
            }
        }
        AtomicLong characters = new AtomicLong();
        AtomicLong longestPart = new AtomicLong();

        new PlainTextExtractor().extract(Source.of(file, "text/plain"), new PageSink() {
            @Override
            public void pages(int total) {}

            @Override
            public void page(Page page) {
                long length =
                        page.blocks().stream().mapToLong(b -> b.text().length()).sum();
                characters.addAndGet(length);
                longestPart.accumulateAndGet(length, Math::max);
            }

            @Override
            public void warning(PageWarning warning) {}
        });

        assertThat(characters.get()).isBetween(words * 7L, words * 8L);
        assertThat(longestPart.get()).isLessThan(128 * 1_024);
    }

    private RecordingSink extract(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("text.txt"), content);
        RecordingSink sink = new RecordingSink();
        new PlainTextExtractor().extract(Source.of(file, "text/plain"), sink);
        return sink;
    }
}
