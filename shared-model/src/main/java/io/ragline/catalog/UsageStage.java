package io.ragline.catalog;

import java.util.Locale;

/** What the time of a question is spent on, in the order in which it happens. */
public enum UsageStage {
    /** Waiting until a worker begins. */
    QUEUE,
    /** Having the question stand on its own. */
    REWRITE,
    /** Embedding the question. */
    EMBED,
    /** Finding passages. */
    SEARCH,
    /** Ordering them anew. */
    RERANK,
    /** Writing the answer. */
    ANSWER,
    /** All but the waiting. */
    TOTAL;

    /** The stage's name in JSON, such as {@code embed}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return id() + "_ms";
    }
}
