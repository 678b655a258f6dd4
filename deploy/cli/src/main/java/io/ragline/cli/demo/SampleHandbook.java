package io.ragline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The handbook of a machine that does not exist: six pages, each with facts that stand nowhere else. */
final class SampleHandbook {

    static final String FILE_NAME = "larkspur-300-handbook.pdf";

    /**
     * A question, and where its answer stands.
     *
     * @param page counted from 1
     * @param fact words that the answer must contain
     */
    record Sample(String question, int page, String fact) {}

    static final List<Sample> SAMPLES = List.of(
            new Sample("How long does the backup battery keep the station running?", 4, "72 hours"),
            new Sample("How often must the humidity sensor be calibrated?", 5, "90 days"));

    private static final String PAGE_BREAK = "\n=== page\n";

    private SampleHandbook() {}

    /** Writes the handbook as a PDF: the same bytes each time, so that Ragline knows it again. */
    static Path writeTo(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Files.createDirectories(folder);
            try (var writer = new PagedPdf("Larkspur 300: Operator's Handbook")) {
                for (String page : text().split(PAGE_BREAK, -1)) {
                    writer.addPage(page.lines().filter(line -> !line.isBlank()).toList());
                }
                writer.save(file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The sample handbook cannot be written to " + file, e);
        }
    }

    private static String text() throws IOException {
        try (InputStream resource = Objects.requireNonNull(SampleHandbook.class.getResourceAsStream("handbook.txt"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
