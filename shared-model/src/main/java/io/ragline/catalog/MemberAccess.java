package io.ragline.catalog;

import java.util.Locale;

/** What a member may do with a collection; whether its key may write at all, its role says. */
public enum MemberAccess {
    READ,
    WRITE;

    /** As it stands in JSON and in the database. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The access of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MemberAccess of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Those that include this one. */
    String[] includedIn() {
        return this == READ ? new String[] {READ.id(), WRITE.id()} : new String[] {WRITE.id()};
    }
}
