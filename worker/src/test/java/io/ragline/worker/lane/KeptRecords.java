package io.ragline.worker.lane;

import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Keeps what is logged. */
final class KeptRecords extends Handler {
    private final Queue<LogRecord> kept;

    KeptRecords(Queue<LogRecord> kept) {
        this.kept = kept;
    }

    @Override
    public void publish(LogRecord record) {
        kept.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
