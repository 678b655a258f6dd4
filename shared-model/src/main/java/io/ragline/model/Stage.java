package io.ragline.model;

import java.util.Locale;

/** The steps of a job, in the order in which they happen. */
public enum Stage {
    /** Reading the file; counts pages. */
    EXTRACT,
    /** Cutting it into chunks, embedding and indexing them; counts pages. */
    EMBED,
    /** Letting questions see it. */
    ACTIVATE,
    /** Finding the passages for a question. */
    SEARCH,
    /** Writing its answer. */
    ANSWER,
    /** Drawing the picture of a page. */
    RENDER;

    /** The stage's name in JSON, such as {@code extract}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
