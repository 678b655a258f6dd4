package io.ragline.jobrunr.redis;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Marks each write, so that Redis recognises it when it comes a second time because the first reply was lost. */
final class WriteTokens {

    private final String writer = UUID.randomUUID().toString();
    private final AtomicLong writes = new AtomicLong();

    String next() {
        return writer + '.' + writes.incrementAndGet();
    }
}
