package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ragline.model.PageWarning;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that say that they have more pages than they have. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfMissingPagesTest {
    private static final int PAGES = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void a_file_cut_off_in_the_middle_says_how_many_pages_it_lost() throws IOException {
        Path file = folder.resolve("cut.pdf");
        byte[] whole = Files.readAllBytes(document(file));
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

        RecordingSink read = extract(file);

        assertThat(read.pages()).hasSizeBetween(10, PAGES - 1);
        assertThat(read.warnings())
                .filteredOn("code", "PAGES_MISSING")
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.page()).isEqualTo(1);
                    assertThat(warning.detail())
                            .contains(PAGES + " pages", read.pages().size() + " were found");
                });
    }

    @Test
    void an_entry_of_the_page_tree_that_leads_nowhere_is_told() throws IOException {
        Path file = folder.resolve("hole.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, "first"))
                    .page(pen -> pen.lines(70, 100, "second"))
                    .page(pen -> pen.lines(70, 100, "third"));
            COSDictionary root = pdf.document().getPages().getCOSObject();
            COSArray kids = root.getCOSArray(COSName.KIDS);
            kids.set(1, COSInteger.ONE);
            root.setInt(COSName.COUNT, 2);
            pdf.save(file);
        }

        RecordingSink read = extract(file);

        assertThat(read.text()).isEqualTo("first\nthird");
        assertThat(read.warnings())
                .extracting(PageWarning::code, PageWarning::page)
                .containsExactly(tuple("PAGES_MISSING", 1));
        assertThat(read.warnings().getFirst().detail()).contains("3 pages", "2 were found");
    }

    @Test
    void a_whole_file_has_no_such_warning() throws IOException {
        RecordingSink read = extract(document(folder.resolve("whole.pdf")));

        assertThat(read.pages()).hasSize(PAGES);
        assertThat(read.warnings()).isEmpty();
    }

    /** Its list of pages stands first, each page behind it with its content, as programs write it that know it all. */
    private static Path document(Path file) throws IOException {
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        pdf.append("2 0 obj\n<</Type/Pages/Count ").append(PAGES).append("/Kids[");
        for (int i = 0; i < PAGES; i++) {
            pdf.append(10 + 2 * i).append(" 0 R ");
        }
        pdf.append("]>>\nendobj\n3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        for (int i = 0; i < PAGES; i++) {
            String content = "BT /F1 11 Tf 70 700 Td (This is page %d of the report.) Tj ET".formatted(i);
            pdf.append(("%d 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                            + "/Resources<</Font<</F1 3 0 R>>>>>>\nendobj\n")
                    .formatted(10 + 2 * i, 11 + 2 * i));
            pdf.append("%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n"
                    .formatted(11 + 2 * i, content.length(), content));
        }
        pdf.append("trailer\n<</Root 1 0 R>>\n%%EOF\n");
        return Files.writeString(file, pdf, StandardCharsets.US_ASCII);
    }

    private static RecordingSink extract(Path file) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
