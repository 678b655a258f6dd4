package io.ragline.catalog;

/** What usage can be told apart by. */
public enum UsageKey {
    /** The day in UTC. */
    DAY("day"),
    /** The model that wrote the answers. */
    MODEL("model"),
    /** The key that the questions came with. */
    KEY("key_id");

    private final String column;

    UsageKey(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
