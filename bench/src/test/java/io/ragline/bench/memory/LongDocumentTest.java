package io.ragline.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LongDocumentTest {
    @TempDir
    private Path folder;

    @Test
    void a_long_document_has_its_pages_with_text_and_a_picture_of_some_size_each() throws IOException {
        Path file = folder.resolve("long.pdf");

        new LongDocument(3).write(4, file);

        assertThat(Files.size(file)).isBetween(4 * 40_000L, 4 * 200_000L);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(4);
            assertThat(new PDFTextStripper().getText(document)).hasSizeGreaterThan(4 * 2_500);
        }
    }
}
