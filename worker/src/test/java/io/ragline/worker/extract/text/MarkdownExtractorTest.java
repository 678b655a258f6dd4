package io.ragline.worker.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.TextBlock;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkdownExtractorTest {
    @TempDir
    Path folder;

    @Test
    void each_kind_of_block_is_told_apart() throws IOException {
        String text = """
                # The *harbour*

                Built in
                winter, see [the archive](https://example.org).

                Quays
                -----

                - outer quay
                - inner quay

                  built later

                3. third
                4. fourth

                ```java
                int boats = 12;
                ```

                    indented code

                > Quoted words.
                """;

        assertThat(extract(text).outline())
                .containsExactly(
                        "HEADING1: The harbour",
                        "PARAGRAPH: Built in winter, see the archive.",
                        "HEADING2: Quays",
                        "LIST_ITEM: outer quay",
                        "LIST_ITEM: inner quay",
                        "PARAGRAPH: built later",
                        "LIST_ITEM: 3. third",
                        "LIST_ITEM: 4. fourth",
                        "CODE: int boats = 12;",
                        "CODE: indented code",
                        "PARAGRAPH: Quoted words.");
    }

    @Test
    void a_table_becomes_html_that_holds_no_markup_of_its_own() throws IOException {
        RecordingSink read = extract("""
                | Boat | Length |
                |------|-------:|
                | Anna | <b onclick="x()">12</b> |
                """);

        TextBlock table = read.blocks().getFirst();
        assertThat(table.kind()).isEqualTo(TextBlock.Kind.TABLE);
        assertThat(table.text())
                .startsWith("<table>")
                .endsWith("</table>")
                .contains("<td>Anna</td>")
                .doesNotContain("<b onclick");
    }

    @Test
    void tags_of_html_blocks_are_dropped_and_their_words_kept() throws IOException {
        RecordingSink read =
                extract("<div align=\"center\">\n<h1>Ragged &amp; Co</h1>\n<!-- not this -->\n</div>\n\nText.");

        assertThat(read.text())
                .contains("Ragged")
                .contains("Text.")
                .doesNotContain("<")
                .doesNotContain("not this");
    }

    @Test
    void the_settings_in_front_of_a_page_are_left_out() throws IOException {
        assertThat(extract("---\ntitle: Secret\ntags: [a]\n---\n# Title\n").outline())
                .containsExactly("HEADING1: Title");
        assertThat(extract("---\nno settings, a rule\n").text()).contains("a rule");
    }

    @Test
    @Timeout(20)
    void hostile_nesting_is_read_as_plain_text_or_not_at_all_but_ends() throws IOException {
        assertThat(extract(">".repeat(20_000) + " deep").text()).contains("deep");
        assertThat(extract("*a _b ".repeat(20_000)).pages()).isNotEmpty();
        assertThat(extract("<!-- <x ".repeat(50_000)).pages()).isNotEmpty();
        assertThat(extract("1. x\n".repeat(50_000)).blocks()).hasSize(50_000);
    }

    private RecordingSink extract(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("text.md"), content);
        RecordingSink sink = new RecordingSink();
        new MarkdownExtractor().extract(Source.of(file, "text/markdown"), sink);
        return sink;
    }
}
