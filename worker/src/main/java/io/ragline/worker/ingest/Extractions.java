package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.ExtractionConfig;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents and keeps what was read, page by page. A retry takes up the kept pages instead of reading the document
 * again.
 */
@ApplicationScoped
class Extractions {
    private final Extractor extractor;
    private final ExtractionConfig limits;
    private final BlobStore blobs;
    private final ObjectMapper json;

    Extractions(Extractor extractor, ExtractionConfig limits, BlobStore blobs, ObjectMapper json) {
        this.extractor = extractor;
        this.limits = limits;
        this.blobs = blobs;
        this.json = json;
    }

    /**
     * Reads a document and keeps its pages.
     *
     * @param password opens it if it is encrypted
     * @param progress told after each page
     * @throws io.ragline.model.RaglineException if the document can't be read
     */
    Extraction read(String blobSha256, String mediaType, @Nullable String password, IngestProgress progress)
            throws IOException {
        try (JsonLines.Writing<Page> kept = JsonLines.write(blobs, json, Page.class)) {
            Pages pages = new Pages(kept, new TextLimit(limits.maxCharacters()), progress);
            extractor.extract(new Source(blobs.file(blobSha256), mediaType, password), pages);
            return new Extraction(
                    kept.keep().sha256(), pages.total, pages.text.characters(), pages.warnings, pages.info);
        }
    }

    /** How many parts {@link #forEachPage} hands out: the pages, or the parts of a document that has but one. */
    int countParts(String extractionSha256) throws IOException {
        AtomicInteger parts = new AtomicInteger();
        forEachPage(extractionSha256, page -> parts.incrementAndGet());
        return parts.get();
    }

    /** Hands out the kept pages in order. */
    void forEachPage(String extractionSha256, Consumer<Page> pages) throws IOException {
        JsonLines.read(blobs, extractionSha256, json, Page.class, page -> {
            pages.accept(page);
            return true;
        });
    }

    private static final class Pages implements PageSink {
        private final JsonLines.Writing<Page> kept;
        private final TextLimit text;
        private final IngestProgress progress;
        private final List<PageWarning> warnings = new ArrayList<>();
        private DocumentInfo info = DocumentInfo.NONE;
        private int total;
        private int read;

        Pages(JsonLines.Writing<Page> kept, TextLimit text, IngestProgress progress) {
            this.kept = kept;
            this.text = text;
            this.progress = progress;
        }

        @Override
        public void pages(int count) {
            total = count;
            progress.extracted(read, total);
        }

        @Override
        public void info(DocumentInfo said) {
            info = said;
        }

        @Override
        public void page(Page page) {
            try {
                kept.add(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.count(page);
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
