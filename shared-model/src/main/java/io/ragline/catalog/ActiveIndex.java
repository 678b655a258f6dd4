package io.ragline.catalog;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The index of a collection that questions see.
 *
 * @param index the index
 * @param revision of the collection: another one as soon as a question could find anything else than before, and none comes twice;
 *     null if it isn't known
 */
public record ActiveIndex(
        CollectionIndexEntity index, @Nullable UUID revision) {
    public ActiveIndex {
        Objects.requireNonNull(index);
    }
}
