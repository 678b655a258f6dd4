package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Drawing;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDPageLabelRange;
import org.apache.pdfbox.pdmodel.common.PDPageLabels;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfExtractorTest {
    private static final String[] PROSE = {"The harbour was built in the year of the great storm."};

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    @Test
    void a_page_has_its_printed_label() throws IOException {
        Path file = folder.resolve("labels.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 0; i < 4; i++) {
                pdf.page(pen -> pen.lines(70, 100, PROSE));
            }
            PDPageLabels labels = new PDPageLabels(pdf.document());
            PDPageLabelRange roman = new PDPageLabelRange();
            roman.setStyle(PDPageLabelRange.STYLE_ROMAN_LOWER);
            PDPageLabelRange decimal = new PDPageLabelRange();
            decimal.setStyle(PDPageLabelRange.STYLE_DECIMAL);
            labels.setLabelItem(0, roman);
            labels.setLabelItem(2, decimal);
            pdf.document().getDocumentCatalog().setPageLabels(labels);
            pdf.save(file);
        }

        assertThat(extract(file).pages()).extracting(Page::label).containsExactly("i", "ii", "1", "2");
    }

    @Test
    void what_is_marked_as_pagination_is_left_out() throws IOException {
        RecordingSink read = read(pen -> {
            PDPropertyList pagination = PDPropertyList.create(new COSDictionary());
            pagination.getCOSObject().setName(COSName.TYPE, "Pagination");
            pen.content().beginMarkedContent(COSName.ARTIFACT, pagination);
            pen.lines(70, 40, "Running header of every page");
            pen.content().endMarkedContent();
            pen.lines(70, 100, PROSE);
        });

        assertThat(read.outline()).containsExactly("PARAGRAPH: " + PROSE[0]);
    }

    @Test
    void a_page_that_cannot_be_read_is_a_warning_and_the_rest_goes_on() throws IOException {
        Path file = folder.resolve("broken-page.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, "first"))
                    .page(pen -> pen.lines(70, 100, "second"))
                    .page(pen -> pen.lines(70, 100, "third"));
            COSStream packedInAnUnknownWay = new COSStream();
            try (OutputStream content = packedInAnUnknownWay.createRawOutputStream()) {
                content.write(new byte[100]);
            }
            packedInAnUnknownWay.setItem(COSName.FILTER, COSName.getPDFName("NobodyKnows"));
            pdf.document().getPage(1).getCOSObject().setItem(COSName.CONTENTS, packedInAnUnknownWay);
            pdf.save(file);
        }

        RecordingSink read = extract(file);

        assertThat(read.total()).isEqualTo(3);
        assertThat(read.pages()).extracting(Page::number).containsExactly(1, 2, 3);
        assertThat(read.text()).isEqualTo("first\nthird");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(2);
            assertThat(warning.code()).isEqualTo("PAGE_UNREADABLE");
        });
    }

    @Test
    void a_scanned_page_says_that_it_needs_text_recognition() throws IOException {
        Path file = folder.resolve("scan.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.content()
                            .drawImage(
                                    LosslessFactory.createFromImage(
                                            pdf.document(), new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB)),
                                    50,
                                    50))
                    .page(pen -> {})
                    .save(file);
        }

        RecordingSink read = extract(file);

        assertThat(read.pages()).hasSize(2);
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(1);
            assertThat(warning.code()).isEqualTo("PAGE_WITHOUT_TEXT");
            assertThat(warning.detail()).contains("OCR");
        });
    }

    @Test
    void a_document_that_needs_a_password_is_encrypted() throws IOException {
        assertFails(locked("secret"), ErrorCode.DOCUMENT_ENCRYPTED);
    }

    @Test
    void a_document_that_only_its_owner_locked_is_read() throws IOException {
        assertThat(extract(locked("")).text()).isEqualTo("Locked words");
    }

    private Path locked(String userPassword) throws IOException {
        Path file = folder.resolve("locked.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            AccessPermission nothing = new AccessPermission();
            nothing.setCanExtractContent(false);
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", userPassword, nothing);
            policy.setEncryptionKeyLength(256);
            pdf.page(pen -> pen.lines(70, 100, "Locked words")).document().protect(policy);
            pdf.save(file);
        }
        return file;
    }

    @Test
    void what_is_no_pdf_is_unreadable() throws IOException {
        Path file = folder.resolve("no.pdf");
        Files.writeString(file, "Nothing of a PDF in here");

        assertFails(file, ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void an_empty_file_is_unreadable() throws IOException {
        assertFails(Files.createFile(folder.resolve("empty.pdf")), ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void a_document_with_too_many_pages_is_refused() throws IOException {
        Path file = folder.resolve("long.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 0; i < 4; i++) {
                pdf.page(pen -> {});
            }
            pdf.save(file);
        }

        assertThatThrownBy(() -> new PdfExtractor(3).extract(Source.of(file, "application/pdf"), new RecordingSink()))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_TOO_MANY_PAGES);
                    assertThat(e.detail()).contains("4 pages").contains("3");
                });
    }

    private static void assertFails(Path file, ErrorCode code) {
        assertThatThrownBy(() -> extract(file))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private RecordingSink read(Drawing drawing) throws IOException {
        Path file = folder.resolve("one-page.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(drawing).save(file);
        }
        return extract(file);
    }

    private static RecordingSink extract(Path file) {
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
