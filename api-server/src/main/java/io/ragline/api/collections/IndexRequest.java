package io.ragline.api.collections;

import io.ragline.api.http.BadFieldException;
import io.ragline.api.models.EmbeddingModels;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.TextAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * How a collection's documents are to be cut and embedded. What is left out stays as it is; in a new collection, as it is
 * by default.
 *
 * @param chunking how they are cut
 * @param embeddingModel by which they are embedded: {@code bge-small-en-v1.5}, {@code all-minilm-l6-v2} or the one that is configured
 * @param analyzer how their texts become search terms: {@code english}, or {@code icu} for any language
 */
record IndexRequest(
        @Nullable Chunking chunking,
        @Nullable String embeddingModel,
        @Nullable String analyzer) {
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
        static Chunking of(ChunkingOptions options) {
            return new Chunking(options.strategy().id(), options.size(), options.overlap());
        }
    }

    /** The settings, where nothing is said otherwise those of {@code before}; the standard model instead of one that is gone. */
    IndexSettings over(IndexSettings before, EmbeddingModels models) {
        String kept = models.isConfigured(before.embeddingModel()) ? before.embeddingModel() : null;
        String model = embeddingModel == null ? kept : embeddingModel;
        int longest = models.longestChunk(model);
        return new IndexSettings(cut(before.chunking(), longest), model, analysis(before.analysis()));
    }

    private TextAnalysis analysis(TextAnalysis before) {
        try {
            return analyzer == null ? before : TextAnalysis.of(analyzer);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("analyzer", String.valueOf(e.getMessage()));
        }
    }

    private ChunkingOptions cut(ChunkingOptions before, int longest) {
        Chunking wanted = chunking == null ? new Chunking(null, null, null) : chunking;
        if (wanted.size() != null && wanted.size() > longest) {
            throw new BadFieldException(
                    "chunking.size",
                    "chunking.size is at most %d tokens with this embedding model.".formatted(longest));
        }
        try {
            ChunkingStrategy strategy =
                    wanted.strategy() == null ? before.strategy() : ChunkingStrategy.of(wanted.strategy());
            ChunkingOptions base = strategy == before.strategy() ? before : strategy.defaults();
            int size = wanted.size() == null ? Math.min(base.size(), longest) : wanted.size();
            int overlap = wanted.overlap() == null ? Math.min(base.overlap(), size / 2) : wanted.overlap();
            return new ChunkingOptions(strategy, size, overlap);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("chunking", String.valueOf(e.getMessage()));
        }
    }
}
