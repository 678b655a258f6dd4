package io.ragline.api.collections;

import io.ragline.api.http.BadFieldException;
import io.ragline.catalog.IndexRepository.IndexSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a collection's documents are to be cut and embedded. What is left out stays as it is; in a new collection, as it is
 * by default.
 *
 * @param chunking how they are cut
 * @param embeddingModel by which they are embedded: {@code bge-small-en-v1.5} or {@code all-minilm-l6-v2}
 */
record IndexRequest(@Nullable Chunking chunking, @Nullable String embeddingModel) {
    private static final List<String> MODELS = List.of("bge-small-en-v1.5", "all-minilm-l6-v2");

    /**
     * How documents are cut.
     *
     * @param strategy {@code structure} (default): at headings, paragraphs and sentences; {@code fixed}: windows of one
     *     size; {@code page}: page by page
     * @param size most tokens of a chunk
     * @param overlap most tokens that a chunk repeats of the one before
     */
    record Chunking(
            @Nullable String strategy,
            @Nullable Integer size,
            @Nullable Integer overlap) {
        static Chunking of(IndexSettings settings) {
            return new Chunking(settings.chunkStrategy(), settings.chunkSize(), settings.chunkOverlap());
        }
    }

    /** The settings, where nothing is said otherwise those of {@code before}. */
    IndexSettings over(IndexSettings before) {
        if (embeddingModel != null && !MODELS.contains(embeddingModel)) {
            throw new BadFieldException("embeddingModel", "embeddingModel is one of %s.".formatted(MODELS));
        }
        Chunking wanted = chunking == null ? new Chunking(null, null, null) : chunking;
        int size = wanted.size() == null ? before.chunkSize() : wanted.size();
        int overlap = wanted.overlap() == null ? Math.min(before.chunkOverlap(), size / 2) : wanted.overlap();
        return new IndexSettings(
                wanted.strategy() == null ? before.chunkStrategy() : wanted.strategy(),
                size,
                overlap,
                embeddingModel == null ? before.embeddingModel() : embeddingModel);
    }
}
