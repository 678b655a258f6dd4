package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.ragline.blob.BlobStore;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Reads documents and keeps what was read: gzipped JSON, a page on each line. A retry takes up the kept pages instead of
 * reading the document again.
 */
final class Extractions {
    private final Extractor extractor;
    private final BlobStore blobs;
    private final ObjectMapper json;

    Extractions(Extractor extractor, BlobStore blobs, ObjectMapper json) {
        this.extractor = extractor;
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * Reads a document and keeps its pages.
     *
     * @param progress told after each page
     * @throws io.ragline.model.RaglineException if the document can't be read
     */
    Extraction read(String blobSha256, String mediaType, IngestProgress progress) throws IOException {
        Path kept = Files.createTempFile("ragline-extraction-", ".ndjson.gz");
        try {
            Pages pages;
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(kept));
                    SequenceWriter writer = json.writerFor(Page.class)
                            .withRootValueSeparator("\n")
                            .writeValues(out)) {
                pages = new Pages(writer, progress);
                extractor.extract(Source.of(blobs.file(blobSha256), mediaType), pages);
            }
            try (InputStream in = Files.newInputStream(kept)) {
                return new Extraction(blobs.put(in).sha256(), pages.total, pages.warnings);
            }
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    /** How many parts {@link #forEachPage} hands out: the pages, or the parts of a document that has but one. */
    int countParts(String extractionSha256) throws IOException {
        int lineEnds = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = new GZIPInputStream(blobs.open(extractionSha256))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    lineEnds += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lineEnds + 1; // none behind the last
    }

    /** Hands out the kept pages in order. */
    void forEachPage(String extractionSha256, Consumer<Page> pages) throws IOException {
        ObjectReader reader = json.readerFor(Page.class);
        try (InputStream in = new GZIPInputStream(blobs.open(extractionSha256));
                MappingIterator<Page> kept = reader.readValues(in)) {
            while (kept.hasNextValue()) {
                pages.accept(kept.nextValue());
            }
        }
    }

    private static final class Pages implements PageSink {
        private final SequenceWriter writer;
        private final IngestProgress progress;
        private final List<PageWarning> warnings = new ArrayList<>();
        private int total;
        private int read;

        Pages(SequenceWriter writer, IngestProgress progress) {
            this.writer = writer;
            this.progress = progress;
        }

        @Override
        public void pages(int count) {
            total = count;
            progress.extracted(read, total);
        }

        @Override
        public void page(Page page) {
            try {
                writer.write(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read = page.number();
            progress.extracted(read, total);
        }

        @Override
        public void waiting() {
            progress.check();
        }

        @Override
        public void warning(PageWarning warning) {
            warnings.add(warning);
        }
    }
}
