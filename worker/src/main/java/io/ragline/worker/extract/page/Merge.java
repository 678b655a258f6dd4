package io.ragline.worker.extract.page;

/** What a cell of a Word table has to do with the one above it. */
public enum Merge {
    NONE,
    /** Those below that say {@link #ABOVE} belong to it. */
    FIRST,
    /** It belongs to the one above. */
    ABOVE
}
