package io.ragline.catalog;

import java.util.UUID;

/** The index that an attempt wrote to is not the active one of its collection any more: it has to write to that one. */
public final class IndexReplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexReplacedException(UUID indexId) {
        super("Index %s is not the active one of its collection any more".formatted(indexId));
    }
}
