package io.ragline.model;

import java.util.Objects;

/**
 * How a document is cut into chunks.
 *
 * @param strategy where
 * @param size most tokens of a chunk with the headings above it, 32 to 448 (so that a stretched one stays below the 512 that
 *     the default model reads); the end of a paragraph may stretch it by an eighth
 * @param overlap most tokens that a chunk repeats from the end of the one before, 0 to half the size
 */
public record ChunkingOptions(ChunkingStrategy strategy, int size, int overlap) {
    public static final int MIN_SIZE = 32;
    public static final int MAX_SIZE = 448;
    public static final ChunkingOptions DEFAULT = ChunkingStrategy.STRUCTURE.defaults();

    public ChunkingOptions {
        Objects.requireNonNull(strategy);
        if (size < MIN_SIZE || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "The size of a chunk must be %d to %d tokens, not %d".formatted(MIN_SIZE, MAX_SIZE, size));
        }
        if (overlap < 0 || overlap > size / 2) {
            throw new IllegalArgumentException("The overlap of chunks must be 0 to %d tokens (half their size), not %d"
                    .formatted(size / 2, overlap));
        }
    }

    /** At the structure of the document, see {@link ChunkingStrategy#STRUCTURE}. */
    public static ChunkingOptions structure(int size, int overlap) {
        return new ChunkingOptions(ChunkingStrategy.STRUCTURE, size, overlap);
    }
}
