package io.ragline.model;

import java.util.Locale;

/**
 * A lane of the queue. Each lane has job servers of its own, so that work of one kind never waits behind another: a
 * thousand queued uploads don't delay a question.
 */
public enum Lane {
    /** Questions: a person waits for each. */
    QUERY,
    /** Reading, embedding and indexing documents. */
    INGEST,
    /** Short work that nobody waits for: deletes, call-backs, reconciling. */
    MAINTENANCE;

    /** The lane's name in settings, keys and JSON, such as {@code query}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The lane of that name.
     *
     * @throws IllegalArgumentException if no lane has that name
     */
    public static Lane of(String id) {
        for (Lane lane : values()) {
            if (lane.id().equals(id)) {
                return lane;
            }
        }
        throw new IllegalArgumentException(
                "No lane is called '%s'; there are query, ingest and maintenance".formatted(id));
    }
}
