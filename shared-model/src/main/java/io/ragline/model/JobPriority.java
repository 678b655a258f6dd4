package io.ragline.model;

import java.util.Locale;

/** Which of a tenant's waiting jobs goes first within its lane; among equals the oldest does. */
public enum JobPriority {
    HIGH,
    NORMAL,
    LOW;

    /** The priority's name in JSON and in the database, such as {@code high}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The priority of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static JobPriority of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
