package io.ragline.model;

import java.util.Locale;

/** Which searches find the passages. */
public enum SearchMode {
    HYBRID,
    VECTOR,
    TEXT;

    /** The mode's name in JSON, such as {@code hybrid}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
