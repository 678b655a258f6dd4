package io.ragline.worker.extract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PptxExtractorTest {
    @TempDir
    Path folder;

    @Test
    void each_slide_is_a_page_with_its_title_text_table_and_notes() throws IOException {
        Path file = folder.resolve("talk.pptx");
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            XSLFSlide first =
                    show.createSlide(show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_AND_CONTENT));
            first.getPlaceholder(0).setText("Pumps");
            first.getPlaceholder(1).setText("Check the valve");
            notes(show, first, "Say it slowly");
            XSLFSlide second = show.createSlide();
            XSLFTable table = second.createTable(2, 2);
            table.getCell(0, 0).setText("Part");
            table.getCell(0, 1).setText("Price");
            table.getCell(1, 0).setText("Valve");
            table.getCell(1, 1).setText("7");
            table.mergeCells(0, 0, 0, 1);
            show.write(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.outline(1))
                .containsExactly("HEADING1: Pumps", "LIST_ITEM: Check the valve", "PARAGRAPH: Notes: Say it slowly");
        assertThat(read.outline(2)).hasSize(1);
        assertThat(read.outline(2).getFirst())
                .startsWith("TABLE: ")
                .contains(" colspan=\"2\">Part")
                .contains("<td>Valve</td><td>7</td>");
        assertThat(read.total()).isEqualTo(2);
    }

    private static void notes(XMLSlideShow show, XSLFSlide slide, String text) {
        XSLFNotes notes = show.getNotesSlide(slide);
        for (XSLFTextShape shape : notes.getPlaceholders()) {
            if (shape.getTextType() == Placeholder.BODY) {
                shape.setText(text);
            }
        }
    }

    @Test
    void a_hidden_slide_keeps_its_number_and_is_left_out() throws IOException {
        Path file = folder.resolve("talk.pptx");
        try (XMLSlideShow show = new XMLSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            for (String text : List.of("One", "Two", "Three")) {
                XSLFSlide slide = show.createSlide();
                slide.createTextBox().setText(text);
                slide.setHidden(text.equals("Two"));
            }
            show.write(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.outline(1)).containsExactly("PARAGRAPH: One");
        assertThat(read.outline(2)).isEmpty();
        assertThat(read.outline(3)).containsExactly("PARAGRAPH: Three");
        assertThat(read.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.code()).isEqualTo(PageWarnings.HIDDEN_PART_SKIPPED))
                .satisfies(warning -> assertThat(warning.page()).isEqualTo(2));
    }
}
