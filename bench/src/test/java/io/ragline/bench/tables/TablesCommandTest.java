package io.ragline.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole way: a PDF, through the real child process, against what is written down. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class TablesCommandTest {
    @TempDir
    Path folder;

    @Test
    void a_ruled_table_read_as_written_scores_one_and_another_not_expected_costs_precision() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                draw(content, 700, "Port", "Ships", "Hamm", "12", "Lund", "7");
                draw(content, 400, "Lamp", "Year", "North", "1821", "South", "1822");
            }
            document.save(folder.resolve("harbour.pdf").toFile());
        }
        Files.writeString(
                folder.resolve("harbour-str.xml"),
                """
                <document filename="harbour.pdf"><table id="1"><region id="1" page="1">
                <cell start-row="0" start-col="0"><bounding-box x1="104" y1="685" x2="150" y2="695"/><content>Port</content></cell>
                <cell start-row="0" start-col="1"><bounding-box x1="204" y1="685" x2="250" y2="695"/><content>Ships</content></cell>
                <cell start-row="1" start-col="0"><bounding-box x1="104" y1="665" x2="150" y2="675"/><content>Hamm</content></cell>
                <cell start-row="1" start-col="1"><bounding-box x1="204" y1="665" x2="250" y2="675"/><content>12</content></cell>
                <cell start-row="2" start-col="0"><bounding-box x1="104" y1="645" x2="150" y2="655"/><content>Lund</content></cell>
                <cell start-row="2" start-col="1"><bounding-box x1="204" y1="645" x2="250" y2="655"/><content>7</content></cell>
                </region></table></document>
                """);

        StringWriter out = new StringWriter();
        int code = new CommandLine(new TablesCommand())
                .setOut(new PrintWriter(out))
                .execute(folder.toString());

        assertThat(code).isZero();
        // 3 relations beside and 4 below; the other table has as many, which are wrong
        assertThat(out.toString())
                .containsPattern("ruled: 1 tables .* 1\\.000 +1\\.000 +1\\.000 +1\\.000 +1\\.000 +1\\.000")
                .containsPattern("all: 1 tables .* 0\\.500 +1\\.000 +0\\.667 +0\\.500 +1\\.000 +0\\.667")
                .contains("tables found where none is: 1 in 1 documents");
    }

    private static void draw(PDPageContentStream content, float top, String... cells) throws IOException {
        for (int line = 0; line <= 3; line++) {
            content.moveTo(100, top - 20 * line);
            content.lineTo(300, top - 20 * line);
        }
        for (int line = 0; line <= 2; line++) {
            content.moveTo(100 + 100 * line, top);
            content.lineTo(100 + 100 * line, top - 60);
        }
        content.stroke();
        for (int i = 0; i < cells.length; i++) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 10);
            content.newLineAtOffset(104 + 100 * (i % 2), top - 14 - 20 * (i / 2));
            content.showText(cells[i]);
            content.endText();
        }
    }
}
