package io.ragline.model;

import java.util.Locale;

/** The steps of a job, in the order in which they happen. */
public enum Stage {
    EXTRACT,
    CHUNK,
    EMBED,
    INDEX,
    ACTIVATE,
    RETRIEVE,
    ANSWER;

    /** The stage's name in JSON, such as {@code extract}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
