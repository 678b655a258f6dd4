package io.ragline.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a document is cut into chunks. */
public enum ChunkingStrategy {
    /** At headings, paragraphs and sentences; tables and code stay whole where they fit. */
    STRUCTURE(256, 40),
    /** Wherever a chunk is full, between words. */
    FIXED(256, 40),
    /** At the ends of pages; a page that is longer than a chunk is cut as by {@link #STRUCTURE}. */
    PAGE(ChunkingOptions.MAX_SIZE, 40);

    private final int defaultSize;
    private final int defaultOverlap;

    ChunkingStrategy(int defaultSize, int defaultOverlap) {
        this.defaultSize = defaultSize;
        this.defaultOverlap = defaultOverlap;
    }

    /** The strategy's name in JSON, such as {@code structure}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming those there are, if there is none of that id */
    public static ChunkingStrategy of(String id) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The chunking strategy must be one of %s, not %s"
                        .formatted(
                                Arrays.stream(values())
                                        .map(ChunkingStrategy::id)
                                        .collect(Collectors.joining(", ")),
                                id)));
    }

    /** Size and overlap for whom nothing else is said. */
    public ChunkingOptions defaults() {
        return new ChunkingOptions(this, defaultSize, defaultOverlap);
    }
}
