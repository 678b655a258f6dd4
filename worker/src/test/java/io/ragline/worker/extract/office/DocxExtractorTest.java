package io.ragline.worker.extract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DocxExtractorTest {
    @TempDir
    Path folder;

    private RecordingSink read(PackedFile file) throws IOException {
        return Formats.read(file.write(folder.resolve("test.docx")));
    }

    private static String paragraph(String properties, String text) {
        return "<w:p><w:pPr>%s</w:pPr><w:r><w:t xml:space=\"preserve\">%s</w:t></w:r></w:p>"
                .formatted(properties, text);
    }

    private static String cell(String properties, String text) {
        return "<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>".formatted(properties, paragraph("", text));
    }

    @Test
    void what_another_library_wrote_is_read() throws IOException {
        Path file = folder.resolve("poi.docx");
        try (XWPFDocument document = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            document.getProperties().getCoreProperties().setTitle("Pumps");
            document.getProperties().getCoreProperties().setCreator("Ada");
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.createRun().setText("Pumps need care.");
            XWPFFootnote note = document.createFootnote();
            note.createParagraph().createRun().setText("Every month.");
            paragraph.addFootnoteReference(note);
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Part");
            table.getRow(0).getCell(1).setText("Price");
            table.getRow(1).getCell(0).setText("Valve");
            table.getRow(1).getCell(1).setText("7");
            document.write(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.outline().subList(0, 2))
                .containsExactly("PARAGRAPH: Pumps need care. [1]", "PARAGRAPH: [1] Every month.");
        assertThat(read.outline().get(2)).contains("<td>Valve</td><td>7</td>");
        assertThat(read.said().title()).isEqualTo("Pumps");
        assertThat(read.said().author()).isEqualTo("Ada");
        assertThat(read.total()).isEqualTo(1);
    }

    @Test
    void headings_are_told_by_their_styles_whatever_these_are_called() throws IOException {
        PackedFile file = PackedFile.word(paragraph("<w:pStyle w:val=\"berschrift1\"/>", "Wartung")
                        + paragraph("<w:pStyle w:val=\"Own\"/>", "Filter")
                        + paragraph("<w:outlineLvl w:val=\"2\"/>", "Dichtung")
                        + paragraph("<w:pStyle w:val=\"Own\"/><w:outlineLvl w:val=\"9\"/>", "Text"))
                .related("word/document.xml", "s", "styles", "word/styles.xml")
                .with("word/styles.xml", """
                        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
                        <w:style w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
                        <w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>
                        </w:styles>""");

        assertThat(read(file).outline())
                .containsExactly("HEADING1: Wartung", "HEADING2: Filter", "HEADING3: Dichtung", "PARAGRAPH: Text");
    }

    @Test
    void items_of_lists_are_numbered_as_shown() throws IOException {
        String first = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
        String second = "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>";
        String bullet = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>";
        PackedFile file = PackedFile.word(paragraph(first, "One")
                        + paragraph(second, "Inner")
                        + paragraph(second, "Inner too")
                        + paragraph(first, "Two")
                        + paragraph(second, "Anew")
                        + paragraph(bullet, "Point"))
                .related("word/document.xml", "n", "numbering", "word/numbering.xml")
                .with("word/numbering.xml", """
                        <w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                        <w:abstractNum w:abstractNumId="5">
                        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
                        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
                        </w:abstractNum>
                        <w:abstractNum w:abstractNumId="6">
                        <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
                        <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
                        <w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num></w:numbering>""");

        assertThat(read(file).outline())
                .containsExactly(
                        "LIST_ITEM: 1. One",
                        "LIST_ITEM: 1.a) Inner",
                        "LIST_ITEM: 1.b) Inner too",
                        "LIST_ITEM: 2. Two",
                        "LIST_ITEM: 2.a) Anew",
                        "LIST_ITEM: Point");
    }

    @Test
    void tables_keep_their_header_and_spans() throws IOException {
        String table = "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
                + cell("", "Part") + cell("<w:gridSpan w:val=\"2\"/>", "Price &amp; tax") + "</w:tr><w:tr>"
                + cell("<w:vMerge w:val=\"restart\"/>", "Valve") + cell("", "7") + cell("", "1") + "</w:tr><w:tr>"
                + cell("<w:vMerge/>", "") + cell("", "8") + cell("", "2") + "</w:tr></w:tbl>";

        assertThat(read(PackedFile.word(table)).blocks().getFirst().text()).isEqualTo("""
                        <table>
                        <thead>
                        <tr><th>Part</th><th colspan="2">Price &amp; tax</th></tr>
                        </thead>
                        <tbody>
                        <tr><td rowspan="2">Valve</td><td>7</td><td>1</td></tr>
                        <tr><td>8</td><td>2</td></tr>
                        </tbody>
                        </table>""");
    }

    @Test
    void a_long_table_comes_in_parts_each_with_the_header() throws IOException {
        StringBuilder rows = new StringBuilder(
                "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("", "Number") + cell("", "Word") + "</w:tr>");
        for (int i = 0; i < 3_000; i++) {
            rows.append("<w:tr>")
                    .append(cell("", "row " + i))
                    .append(cell("", "some words"))
                    .append("</w:tr>");
        }

        RecordingSink read = read(PackedFile.word(rows + "</w:tbl>"));

        assertThat(read.blocks()).hasSizeGreaterThan(2);
        assertThat(read.blocks()).allMatch(block -> block.text().startsWith("<table>\n<thead>\n<tr><th>Number</th>"));
        assertThat(read.text().split("<td>row ", -1)).hasSize(3_001);
    }

    @Test
    void what_is_hidden_or_deleted_is_left_out() throws IOException {
        RecordingSink read = read(PackedFile.word("""
                        <w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>
                        <w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del><w:ins><w:r><w:t> New.</w:t></w:r></w:ins>
                        <w:r><w:fldChar/><w:instrText>PAGEREF x</w:instrText></w:r></w:p>"""));

        assertThat(read.outline()).containsExactly("PARAGRAPH: Seen. New.");
    }

    @Test
    void text_boxes_are_read_once_and_behind_their_paragraph() throws IOException {
        String box = "<w:txbxContent>" + paragraph("", "In the box") + "</w:txbxContent>";
        RecordingSink read = read(PackedFile.word("<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent>"
                + "<mc:Choice>%s</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent></w:r>"
                        .formatted(box, box)
                + "<w:r><w:t> and after.</w:t></w:r></w:p>"));

        assertThat(read.outline()).containsExactly("PARAGRAPH: Before and after.", "PARAGRAPH: In the box");
    }

    @Test
    void comments_stand_behind_what_they_are_on_and_pictures_by_their_description() throws IOException {
        PackedFile file = PackedFile.word("<w:p><w:r><w:t>Seven.</w:t></w:r><w:r><w:commentReference w:id=\"3\"/>"
                        + "<w:drawing><wp:docPr id=\"1\" descr=\"A pump in a cellar\"/></w:drawing></w:r></w:p>")
                .related("word/document.xml", "c", "comments", "word/comments.xml")
                .with("word/comments.xml", """
                        <w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                        <w:comment w:id="3" w:author="Ada"><w:p><w:r><w:t>Or eight?</w:t></w:r></w:p></w:comment>
                        </w:comments>""");

        assertThat(read(file).outline())
                .containsExactly(
                        "PARAGRAPH: Seven.", "PARAGRAPH: Comment by Ada: Or eight?", "IMAGE: A pump in a cellar");
    }

    @Test
    void a_chart_is_read_as_the_table_that_it_shows() throws IOException {
        PackedFile file = PackedFile.word("<w:p><w:r><w:drawing><c:chart r:id=\"c1\"/></w:drawing></w:r></w:p>")
                .related("word/document.xml", "c1", "chart", "word/charts/chart1.xml")
                .with("word/charts/chart1.xml", """
                        <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
                            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
                        <c:title><c:tx><c:rich><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:rich></c:tx></c:title>
                        <c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:tx>
                        <c:cat><c:strCache><c:pt idx="0"><c:v>North</c:v></c:pt></c:strCache></c:cat>
                        <c:val><c:numCache><c:pt idx="0"><c:v>12</c:v></c:pt></c:numCache></c:val></c:ser></c:chartSpace>""");

        RecordingSink read = read(file);

        assertThat(read.outline().getFirst()).isEqualTo("PARAGRAPH: Sales");
        assertThat(read.outline().get(1)).contains("<th>2024</th>", "<td>North</td><td>12</td>");
    }

    @Test
    void a_file_inside_follows_as_a_page_of_its_own() throws IOException {
        Path inner = PackedFile.word(paragraph("", "Inside")).write(folder.resolve("inner.docx"));
        PackedFile file = PackedFile.word(paragraph("", "Outside"))
                .related("word/document.xml", "e", "package", "word/embeddings/report.docx")
                .with("word/embeddings/report.docx", Files.readAllBytes(inner));

        RecordingSink read = read(file);

        assertThat(read.outline(1)).containsExactly("PARAGRAPH: Outside");
        assertThat(read.outline(2)).containsExactly("PARAGRAPH: Inside");
        assertThat(read.pages().getLast().label()).isEqualTo("report.docx");
        assertThat(read.total()).isEqualTo(2);
    }

    @Test
    void a_file_inside_that_is_damaged_is_a_warning() throws IOException {
        byte[] whole =
                Files.readAllBytes(PackedFile.word(paragraph("", "Inside")).write(folder.resolve("inner.docx")));
        PackedFile file = PackedFile.word(paragraph("", "Outside"))
                .related("word/document.xml", "e", "package", "word/embeddings/report.docx")
                .with("word/embeddings/report.docx", Arrays.copyOf(whole, whole.length / 2))
                .related("word/document.xml", "f", "package", "word/embeddings/program.bin")
                .with("word/embeddings/program.bin", new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2, 3});

        RecordingSink read = read(file);

        assertThat(read.outline()).containsExactly("PARAGRAPH: Outside");
        assertThat(read.warnings())
                .extracting(warning -> warning.code())
                .containsOnly(PageWarnings.ATTACHMENT_SKIPPED, PageWarnings.ATTACHMENT_UNREADABLE);
        assertThat(read.warnings())
                .allMatch(warning -> warning.detail().contains("report.docx")
                        || warning.detail().contains("program.bin"));
    }
}
