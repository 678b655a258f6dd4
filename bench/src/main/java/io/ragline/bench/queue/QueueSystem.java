package io.ragline.bench.queue;

import java.util.Locale;

/** What is compared. */
enum QueueSystem {
    RAGLINE,
    POSTGRES,
    RQ,
    CELERY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
