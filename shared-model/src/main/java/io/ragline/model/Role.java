package io.ragline.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a key lets its bearer do. Each role may do all that those before it may. */
public enum Role {
    /** Asks questions and looks at what there is. */
    READER,
    /** Uploads, changes and deletes documents. */
    WRITER,
    /** Manages the tenant: its collections, keys, webhooks, jobs. */
    ADMIN,
    /** Manages the whole installation: tenants, the queue, metrics. */
    OPERATOR;

    /** As it stands in JSON and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Itself and those before it. */
    public List<Role> implied() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0).toList();
    }
}
