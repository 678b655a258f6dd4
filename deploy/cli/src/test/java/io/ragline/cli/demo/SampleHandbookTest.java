package io.ragline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.demo.SampleHandbook.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleHandbookTest {

    @TempDir
    Path folder;

    @Test
    void it_has_six_pages_of_text() throws Exception {
        assertThat(pages()).hasSize(6).allSatisfy(page -> assertThat(page).hasSizeGreaterThan(500));
    }

    @Test
    void each_fact_asked_for_stands_on_its_page_and_on_no_other() throws Exception {
        List<String> pages = pages();

        for (Sample sample : SampleHandbook.SAMPLES) {
            for (int page = 1; page <= pages.size(); page++) {
                assertThat(pages.get(page - 1).contains(sample.fact()))
                        .as("\"%s\" on page %d", sample.fact(), page)
                        .isEqualTo(page == sample.page());
            }
        }
    }

    @Test
    void it_is_the_same_file_each_time_so_that_it_is_known_again() {
        Path first = SampleHandbook.writeTo(folder.resolve("first"));
        Path second = SampleHandbook.writeTo(folder.resolve("second"));

        assertThat(first).hasSameBinaryContentAs(second);
    }

    private List<String> pages() throws Exception {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(SampleHandbook.writeTo(folder).toFile())) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("\\s+", " "));
            }
        }
        return pages;
    }
}
