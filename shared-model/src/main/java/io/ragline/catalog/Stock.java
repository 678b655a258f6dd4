package io.ragline.catalog;

/** What a tenant, or one of its keys, has that a {@link Quota} limits. */
public record Stock(long documents, long storedBytes) {
    Stock plus(Stock more) {
        return new Stock(documents + more.documents, storedBytes + more.storedBytes);
    }

    Stock minus(Stock less) {
        return new Stock(documents - less.documents, storedBytes - less.storedBytes);
    }
}
