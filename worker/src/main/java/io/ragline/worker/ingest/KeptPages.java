package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.model.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The pages of documents that have been read, as {@link Extractions} keeps them. */
public final class KeptPages {
    private final BlobStore blobs;
    private final ObjectMapper json;

    public KeptPages(BlobStore blobs, ObjectMapper json) {
        this.blobs = blobs;
        this.json = json;
    }

    /** Hands out the kept pages in order. */
    void forEach(String extractionSha256, Consumer<Page> pages) throws IOException {
        try (InputStream in = new GZIPInputStream(blobs.open(extractionSha256));
                MappingIterator<Page> kept = json.readerFor(Page.class).readValues(in)) {
            while (kept.hasNextValue()) {
                pages.accept(kept.nextValue());
            }
        }
    }

    /** The page of that number, if the document has it. */
    public Optional<Page> find(String extractionSha256, int number) throws IOException {
        try (InputStream in = new GZIPInputStream(blobs.open(extractionSha256));
                MappingIterator<Page> kept = json.readerFor(Page.class).readValues(in)) {
            while (kept.hasNextValue()) {
                Page page = kept.nextValue();
                if (page.number() == number) {
                    return Optional.of(page);
                }
            }
            return Optional.empty();
        }
    }
}
