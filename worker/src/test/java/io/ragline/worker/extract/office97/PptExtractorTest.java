package io.ragline.worker.extract.office97;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTable;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PptExtractorTest {
    @TempDir
    Path folder;

    @Test
    void each_slide_is_a_page_with_its_title_text_and_table() throws IOException {
        Path file = folder.resolve("talk.ppt");
        try (HSLFSlideShow show = new HSLFSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            HSLFSlide first = show.createSlide();
            first.addTitle().setText("Pumps");
            HSLFTextBox box = first.createTextBox();
            box.setText("Check the valve");
            HSLFSlide hidden = show.createSlide();
            hidden.createTextBox().setText("Not for you");
            hidden.setHidden(true);
            HSLFTable table = show.createSlide().createTable(2, 2);
            table.getCell(0, 0).setText("Part");
            table.getCell(0, 1).setText("Price");
            table.getCell(1, 0).setText("Valve");
            table.getCell(1, 1).setText("7");
            show.write(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.outline(1)).containsExactly("HEADING1: Pumps", "PARAGRAPH: Check the valve");
        assertThat(read.outline(2)).isEmpty();
        assertThat(read.outline(3)).singleElement().asString().contains("<td>Valve</td><td>7</td>");
        assertThat(read.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.page()).isEqualTo(2));
    }
}
