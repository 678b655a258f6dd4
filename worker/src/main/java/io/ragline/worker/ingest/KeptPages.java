package io.ragline.worker.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.model.Page;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks up pages of documents that have been read, as {@link Extractions} keeps them. */
public final class KeptPages {
    private final BlobStore blobs;
    private final ObjectMapper json;

    public KeptPages(BlobStore blobs, ObjectMapper json) {
        this.blobs = blobs;
        this.json = json;
    }

    /** The page of that number, if the document has it. */
    public Optional<Page> find(String extractionSha256, int number) throws IOException {
        AtomicReference<@Nullable Page> found = new AtomicReference<>();
        JsonLines.read(blobs, extractionSha256, json, Page.class, page -> {
            boolean wanted = page.number() == number;
            if (wanted) {
                found.set(page);
            }
            return !wanted;
        });
        return Optional.ofNullable(found.get());
    }
}
