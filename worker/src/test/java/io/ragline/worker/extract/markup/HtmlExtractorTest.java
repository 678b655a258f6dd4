package io.ragline.worker.extract.markup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlExtractorTest {
    @TempDir
    Path folder;

    private RecordingSink read(String html) throws IOException {
        return read(html.getBytes(StandardCharsets.UTF_8));
    }

    private RecordingSink read(byte[] html) throws IOException {
        return Formats.read(Files.write(folder.resolve("page.html"), html));
    }

    @Test
    void the_structure_of_a_page_is_kept() throws IOException {
        RecordingSink read = read("""
                <!DOCTYPE html><html lang="en-GB"><head><title>Pumps</title><meta name="author" content="Ada"></head><body>
                <h1>Care of <em>pumps</em></h1>Loose words.<p>Check   the
                valve.<ol start="3"><li>Open<li><p>Close</p><p>and wait</p></ol><ul><li>Point</ul>
                <pre>if (a &lt; b) {
                  run();
                }</pre><img src="x.png" alt="A pump in a cellar"></body></html>""");

        assertThat(read.outline())
                .containsExactly(
                        "HEADING1: Care of pumps",
                        "PARAGRAPH: Loose words.",
                        "PARAGRAPH: Check the valve.",
                        "LIST_ITEM: 3. Open",
                        "LIST_ITEM: 4. Close",
                        "PARAGRAPH: and wait",
                        "LIST_ITEM: Point",
                        "CODE: if (a < b) {\n  run();\n}",
                        "IMAGE: A pump in a cellar");
        assertThat(read.said().title()).isEqualTo("Pumps");
        assertThat(read.said().author()).isEqualTo("Ada");
        assertThat(read.said().language()).isEqualTo("en-GB");
    }

    @Test
    void what_is_around_the_content_is_left_out() throws IOException {
        RecordingSink read = read("""
                <html><body><nav>Home</nav><header role="banner">Firm</header><p>Content</p><script>x()</script><style>p{}</style>
                <p hidden>a</p><p style="color:red; display : none">b</p><div aria-hidden="true">c</div><form><button>Buy</button>
                <select><option>One</select></form><footer>Imprint</footer></body></html>""");

        assertThat(read.outline()).containsExactly("PARAGRAPH: Content");
    }

    @Test
    void what_a_page_calls_its_main_part_is_read_only() throws IOException {
        RecordingSink read = read("<body><div>Menu</div><main><p>%s</p></main><div>Other pages</div></body>"
                .formatted("Content. ".repeat(20)));

        assertThat(read.text()).startsWith("Content.").doesNotContain("Menu").doesNotContain("Other pages");
    }

    @Test
    void tables_of_data_are_tables_and_those_for_looks_are_not() throws IOException {
        RecordingSink read = read("""
                <body><table><tr><td><h2>Left</h2><p>Words</p><table><caption>Prices</caption><thead><tr><td>Part<td>Price</thead>
                <tr><th rowspan=2>Valve<td>7<br>net<tr><td>8</table></td></tr></table></body>""");

        assertThat(read.outline().subList(0, 3))
                .containsExactly("HEADING2: Left", "PARAGRAPH: Words", "PARAGRAPH: Prices");
        assertThat(read.outline().get(3))
                .contains("<tr><th>Part</th><th>Price</th></tr>")
                .contains("<tr><th rowspan=\"2\">Valve</th><td>7<br>net</td></tr>")
                .contains("<tr><td>8</td></tr>");
    }

    @Test
    void declarations_in_the_document_type_are_no_text() throws IOException {
        assertThat(read("""
                <?xml version="1.0"?><!-- a [ -->
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1.dtd" [
                  <!ENTITY a "]>b"> <!-- ]> it's --> <!ELEMENT x (y)> <?z ]>?>
                ]>
                <html><head><title>T</title></head><body><p>Text [1]> here</p></body></html>""").outline()).containsExactly("PARAGRAPH: Text [1]> here");
        assertThat(read("<!DOCTYPE html [ <html><body><p>Never closed").text()).contains("Never closed");
    }

    @Test
    void a_cell_reaches_no_further_than_the_part_of_the_table_that_it_stands_in() throws IOException {
        assertThat(read("<table><thead><tr><th rowspan=9>A</th><th>B</th></tr></thead>"
                                + "<tr><td rowspan=0>1</td><td>2</td></tr><tr><td>3</td></tr></table>")
                        .text())
                .contains("<th>A</th><th>B</th>")
                .contains("<td rowspan=\"2\">1</td><td>2</td>");
    }

    @Test
    void two_line_breaks_part_paragraphs() throws IOException {
        assertThat(read("<body>One<br>and<br> <br>two</body>").outline())
                .containsExactly("PARAGRAPH: One\nand", "PARAGRAPH: two");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, windows-1251, Насос и клапан",
        "koi8-r, KOI8-R, Насос и клапан",
        "Shift_JIS, windows-31j, 弁を確認する",
        "gb2312, GBK, 检查阀门",
        "euc-kr, x-windows-949, 밸브를 확인",
        "iso-8859-1, windows-1252, “Größe” – 5 €",
        "utf-8, windows-1252, Größe – lies about itself"
    })
    void the_encoding_is_what_the_page_says_unless_its_bytes_prove_it_wrong(String said, String used, String text)
            throws IOException {
        String html =
                "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=%s\"></head><body><p>%s</p></body>"
                        .formatted(said, text);

        assertThat(read(html.getBytes(Charset.forName(used))).outline()).containsExactly("PARAGRAPH: " + text);
    }

    @Test
    void utf_8_is_seen_even_if_the_page_says_something_else() throws IOException {
        assertThat(read("<html><head><meta charset=iso-8859-1></head><body><p>Größe 检查")
                        .text())
                .isEqualTo("Größe 检查");
    }
}
