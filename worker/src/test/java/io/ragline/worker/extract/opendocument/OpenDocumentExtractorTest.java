package io.ragline.worker.extract.opendocument;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenDocumentExtractorTest {
    @TempDir
    Path folder;

    private RecordingSink text(String styles, String body) throws IOException {
        return read(PackedFile.openDocument("text", styles, "<office:text>" + body + "</office:text>"));
    }

    private RecordingSink sheets(String styles, String body) throws IOException {
        return read(PackedFile.openDocument(
                "spreadsheet", styles, "<office:spreadsheet>" + body + "</office:spreadsheet>"));
    }

    private RecordingSink read(PackedFile file) throws IOException {
        return Formats.read(file.write(folder.resolve("test.odf")));
    }

    private static String cell(String attributes, String text) {
        return "<table:table-cell %s><text:p>%s</text:p></table:table-cell>".formatted(attributes, text);
    }

    @Test
    void a_text_keeps_headings_lists_notes_and_comments() throws IOException {
        RecordingSink read = text("""
                <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
                    style:num-suffix="."/></text:list-style>""", """
                <text:h text:outline-level="2">Care</text:h>
                <text:p>Check<text:s text:c="3"/>it<text:note><text:note-citation>1</text:note-citation><text:note-body>
                <text:p>Every month.</text:p></text:note-body></text:note> well.<office:annotation><dc:creator>Ada</dc:creator>
                <dc:date>2024-01-01</dc:date><text:p>Really?</text:p></office:annotation></text:p>
                <text:list text:style-name="L1"><text:list-item><text:p>Open</text:p></text:list-item>
                <text:list-item><text:p>Close</text:p><text:p>and wait</text:p></text:list-item></text:list>""");

        assertThat(read.outline())
                .containsExactly(
                        "HEADING2: Care",
                        "PARAGRAPH: Check it [1] well.",
                        "PARAGRAPH: [1] Every month.",
                        "PARAGRAPH: Comment by Ada: Really?",
                        "LIST_ITEM: 1. Open",
                        "LIST_ITEM: 2. Close",
                        "PARAGRAPH: and wait");
    }

    @Test
    void tables_keep_header_and_spans() throws IOException {
        RecordingSink read = text(
                "",
                "<table:table><table:table-header-rows><table:table-row>" + cell("", "Part")
                        + cell("table:number-columns-spanned=\"2\"", "Price")
                        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
                        + cell("table:number-rows-spanned=\"2\"", "Valve") + cell("", "7") + cell("", "1")
                        + "</table:table-row><table:table-row><table:covered-table-cell/>"
                        + cell("table:number-columns-repeated=\"2\"", "8") + "</table:table-row></table:table>");

        assertThat(read.text())
                .contains("<th>Part</th><th colspan=\"2\">Price</th>")
                .contains("<td rowspan=\"2\">Valve</td><td>7</td><td>1</td>")
                .contains("<tr><td>8</td><td>8</td></tr>");
    }

    @Test
    void what_is_hidden_or_deleted_is_left_out() throws IOException {
        RecordingSink read = text("""
                <style:style style:name="T1"><style:text-properties text:display="none"/></style:style>""", """
                <text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion>
                </text:changed-region></text:tracked-changes>
                <text:p>Seen<text:span text:style-name="T1">hidden</text:span>, too.</text:p>""");

        assertThat(read.outline()).containsExactly("PARAGRAPH: Seen, too.");
    }

    @Test
    void sheets_are_pages_and_rows_that_repeat_do_not_explode() throws IOException {
        RecordingSink read = sheets(
                "<style:style style:name=\"off\"><style:table-properties table:display=\"false\"/></style:style>",
                "<table:table table:name=\"Prices\"><table:table-row>" + cell("", "Part") + cell("", "Price")
                        + "</table:table-row><table:table-row>" + cell("", "Valve") + cell("", "7")
                        + "</table:table-row><table:table-row table:number-rows-repeated=\"1048000\">"
                        + "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
                        + "<table:table table:name=\"Secret\" table:style-name=\"off\"><table:table-row>"
                        + cell("", "No")
                        + "</table:table-row></table:table>");

        assertThat(read.pages()).extracting(Page::label).containsExactly("Prices", "Secret");
        assertThat(read.outline(1)).singleElement().asString().contains("<th>Part</th>", "<td>Valve</td><td>7</td>");
        assertThat(read.outline(2)).isEmpty();
        assertThat(read.warnings())
                .extracting(warning -> warning.code())
                .containsExactly(PageWarnings.HIDDEN_PART_SKIPPED);
    }

    @Test
    void slides_are_pages_with_title_and_notes() throws IOException {
        RecordingSink read = read(PackedFile.openDocument("presentation", "", """
                <office:presentation><draw:page draw:name="page1"><draw:frame presentation:class="title"><draw:text-box>
                <text:p>Pumps</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Check the valve</text:p>
                </draw:text-box></draw:frame><presentation:notes><draw:frame presentation:class="notes"><draw:text-box>
                <text:p>Say it slowly</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
                <draw:page draw:name="page2"><draw:frame presentation:class="footer"><draw:text-box><text:p>Firm</text:p>
                </draw:text-box></draw:frame></draw:page></office:presentation>"""));

        assertThat(read.outline(1))
                .containsExactly("HEADING1: Pumps", "PARAGRAPH: Check the valve", "PARAGRAPH: Notes: Say it slowly");
        assertThat(read.outline(2)).isEmpty();
        assertThat(read.total()).isEqualTo(2);
    }

    @Test
    void a_chart_within_a_text_is_read_as_its_table() throws IOException {
        PackedFile file = PackedFile.openDocument(
                        "text",
                        "",
                        "<office:text><text:p>Before<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame></text:p>"
                                + "<text:p>After</text:p></office:text>")
                .with("Object 1/content.xml", """
                        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                            xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><office:body><office:chart><chart:chart>
                        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p>
                        </table:table-cell><table:table-cell><text:p>Sales</text:p></table:table-cell></table:table-row>
                        </table:table-header-rows><table:table-row><table:table-cell><text:p>2024</text:p></table:table-cell>
                        <table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>
                        </chart:chart></office:chart></office:body></office:document-content>""");

        RecordingSink read = read(file);

        assertThat(read.outline()).hasSize(3);
        assertThat(read.outline().get(1)).contains("<th>Sales</th>", "<td>2024</td><td>12</td>");
    }

    @Test
    void what_it_says_about_itself_is_told() throws IOException {
        PackedFile file = PackedFile.openDocument("text", "", "<office:text><text:p>x</text:p></office:text>")
                .with("meta.xml", """
                        <m xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">
                        <meta:initial-creator>Ada</meta:initial-creator><dc:title>Pumps</dc:title><dc:language>de-DE</dc:language>
                        <meta:creation-date>2024-02-29T10:00:00</meta:creation-date></m>""");

        RecordingSink read = read(file);

        assertThat(read.said().title()).isEqualTo("Pumps");
        assertThat(read.said().author()).isEqualTo("Ada");
        assertThat(read.said().language()).isEqualTo("de-DE");
        assertThat(read.said().created()).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
    }

    @Test
    void cells_that_repeat_too_often_are_cut_with_a_warning() throws IOException {
        String sheet =
                "<table:table><table:table-row table:number-rows-repeated=\"%d\">%s</table:table-row></table:table>";

        RecordingSink rows = sheets("", sheet.formatted(1_048_576, cell("", "x") + cell("", "y")));
        RecordingSink cells = sheets("", sheet.formatted(1, cell("table:number-columns-repeated=\"16384\"", "x")));
        RecordingSink blank = sheets(
                "",
                sheet.formatted(1, cell("", "x") + cell("table:number-columns-repeated=\"16384\"", ""))
                        + sheet.formatted(1_048_576, "<table:table-cell/>"));

        assertThat(rows.warnings())
                .containsExactly(
                        PageWarnings.incomplete(1, "a row stands there 1,048,576 times, of which 1,000 are read"));
        assertThat(cells.warnings())
                .containsExactly(PageWarnings.incomplete(1, "a cell stands there 16,384 times, of which 100 are read"));
        assertThat(blank.warnings()).isEmpty();
    }

    @Test
    void an_encrypted_one_says_so() throws IOException {
        PackedFile file = PackedFile.openDocument("text", "", "")
                .with("META-INF/manifest.xml", "<manifest:encryption-data manifest:checksum-type=\"SHA1/1K\"/>");

        Formats.assertFails(file.write(folder.resolve("secret.odt")), "pass", ErrorCode.DOCUMENT_ENCRYPTED);
    }

    @Test
    void flat_xml_is_read_alike() throws IOException {
        Path file = Files.writeString(folder.resolve("test.fods"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                    xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
                    office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
                <office:meta><dc:title>Prices</dc:title></office:meta>
                <office:automatic-styles><number:number-style><number:text>EUR</number:text></number:number-style>
                </office:automatic-styles>
                <office:master-styles><text:p>On every page</text:p></office:master-styles>
                <office:body><office:spreadsheet><table:table table:name="S"><table:table-row>
                <table:table-cell><text:p>Valve</text:p></table:table-cell></table:table-row></table:table>
                </office:spreadsheet></office:body></office:document>
                """);

        RecordingSink read = Formats.read(file);

        assertThat(read.outline()).containsExactly("PARAGRAPH: Valve");
        assertThat(read.pages()).extracting(Page::label).containsExactly("S");
        assertThat(read.said().title()).isEqualTo("Prices");
    }
}
