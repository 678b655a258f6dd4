package io.ragline.bench.queue;

import java.util.Locale;

/** What is compared; the last two are called so by Python too. */
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
