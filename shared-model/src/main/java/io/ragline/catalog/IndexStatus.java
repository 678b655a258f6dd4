package io.ragline.catalog;

import java.util.Locale;

/** Where an index of a collection stands. */
public enum IndexStatus {
    /** Questions see it. */
    ACTIVE,
    /** It is being filled, to take the place of the active one. */
    BUILDING,
    /** Another took its place, or its building was given up; what it holds is being removed. */
    RETIRED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
