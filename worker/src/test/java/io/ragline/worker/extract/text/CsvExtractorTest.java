package io.ragline.worker.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CsvExtractorTest {
    @TempDir
    Path folder;

    private RecordingSink read(String name, String content) throws IOException {
        return Formats.read(Files.writeString(folder.resolve(name), content));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_delimiter_is_found_out(String delimiter) throws IOException {
        RecordingSink read = read("prices.csv", "Part|Price|Note\nValve|7|\nFilter|8|good\n".replace("|", delimiter));

        assertThat(read.text())
                .contains("<tr><th>Part</th><th>Price</th><th>Note</th></tr>")
                .contains("<tr><td>Valve</td><td>7</td></tr>")
                .contains("<tr><td>Filter</td><td>8</td><td>good</td></tr>");
    }

    @Test
    void quotes_hold_delimiters_quotes_and_line_breaks() throws IOException {
        RecordingSink read =
                read("prices.csv", "Part,Note\r\n\"Valve, small\",\"says \"\"x\"\"\r\nand more\"\r\nFilter,plain\r\n");

        assertThat(read.text()).contains("<tr><td>Valve, small</td><td>says \"x\"<br>and more</td></tr>");
    }

    @Test
    void values_by_tabs_are_known_by_their_content() throws IOException {
        RecordingSink read = read("prices", "a\tb\n1\t2\n3\t4\n5\t6\n7\t8\n");

        assertThat(read.text()).contains("<td>7</td><td>8</td>");
    }

    @Test
    void prose_with_commas_is_none_even_if_it_is_called_so() throws IOException {
        String prose =
                "Well, this is a text.\nIt has lines of words\nand, as it happens, some commas, too.\nNot values.\n";

        assertThat(read("notes.csv", prose).outline())
                .singleElement()
                .asString()
                .startsWith("PARAGRAPH: Well,");
    }

    @Test
    void a_long_table_comes_in_parts_with_its_header() throws IOException {
        StringBuilder rows = new StringBuilder("Number,Word\n");
        for (int i = 0; i < 20_000; i++) {
            rows.append(i).append(",word ").append(i).append('\n');
        }

        RecordingSink read = read("long.csv", rows.toString());

        assertThat(read.pages()).hasSizeGreaterThan(3).allMatch(page -> page.number() == 1);
        assertThat(read.blocks()).allMatch(block -> block.text().contains("<tr><th>Number</th><th>Word</th></tr>"));
        assertThat(read.text().split("<td>word ", -1)).hasSize(20_001);
    }

    @Test
    void its_encoding_is_found_out() throws IOException {
        String text = "Наименование;Цена\nНасос большой;7\nКлапан обратный;8\nФильтр воздушный;9\n";
        Path file = Files.write(folder.resolve("prices.csv"), text.getBytes(Charset.forName("windows-1251")));

        assertThat(Formats.read(file).text()).contains("<th>Наименование</th>", "<td>Клапан обратный</td>");
    }

    @Test
    void a_quote_that_is_never_closed_loses_nothing() throws IOException {
        assertThat(read("prices.csv", "Part,Note\nValve,good\nFilter,\"not closed\n")
                        .text())
                .contains("Valve", "not closed");
    }
}
