package io.ragline.worker.chunk;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.Page;
import java.util.function.Consumer;

/**
 * Cuts a document into chunks, page by page, and holds a paragraph and a chunk of it at most, however long it is. One
 * chunker reads one document, on one thread.
 */
public interface Chunker {

    /** The next page, or the next part of the same one. */
    void accept(Page page);

    /** The document ends: the last chunks are handed out. */
    void finish();

    /**
     * @param tokens counts as the embedding model does
     * @param out takes the chunks, in order
     */
    static Chunker of(ChunkingOptions options, TokenCounter tokens, Consumer<Chunk> out) {
        return switch (options.strategy()) {
            case STRUCTURE -> new StructureChunker(options, tokens, out);
            case FIXED -> new FixedChunker(options, tokens, out);
            case PAGE -> new PageChunker(options, tokens, out);
        };
    }
}
