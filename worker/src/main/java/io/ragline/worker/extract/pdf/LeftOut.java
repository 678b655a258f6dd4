package io.ragline.worker.extract.pdf;

import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what PDFBox says only in its log: that it went on without a part of a page, say because a stream is damaged. What
 * was lost would be lost silently otherwise. Hears its own thread only; one per document, closed behind it.
 */
final class LeftOut extends Handler implements AutoCloseable {
    private static final List<String> LOGGERS = List.of(
            "org.apache.pdfbox.filter",
            "org.apache.pdfbox.pdfparser.PDFStreamParser",
            "org.apache.pdfbox.pdmodel.PDPage",
            "org.apache.pdfbox.cos.COSObject");

    /** How those entries begin that tell of lost content, and what they mean; others tell of what costs nothing. */
    private static final Map<String, String> TELLING = Map.of(
            "Stop reading invalid", "its content is damaged",
            "skipped malformed content stream", "its content is damaged",
            "malformed substream of content stream", "a part of its content is damaged",
            "FlateFilter: premature end", "a compressed part is damaged",
            "Invalid LZW code", "a compressed part is damaged",
            "Removed duplicated filter entries", "it is compressed in a way that is not understood",
            "Can't dereference", "an object that it needs is missing or damaged");

    private final long thread = Thread.currentThread().threadId();
    private final List<Kept> loggers =
            LOGGERS.stream().map(Logger::getLogger).map(Kept::of).toList();
    private @Nullable String first;

    private LeftOut() {}

    static LeftOut listen() {
        LeftOut listener = new LeftOut();
        for (Kept kept : listener.loggers) {
            kept.logger().setLevel(Level.WARNING);
            kept.logger().setUseParentHandlers(false);
            kept.logger().addHandler(listener);
        }
        return listener;
    }

    /** The next page begins. */
    void begin() {
        first = null;
    }

    /** What was lost first since then, in words that go on after a colon; null if nothing was. */
    @Nullable
    String heard() {
        return first;
    }

    @Override
    public void publish(LogRecord entry) {
        if (first == null && entry.getLongThreadID() == thread) {
            String message = String.valueOf(entry.getMessage());
            TELLING.forEach((beginning, meaning) -> {
                if (message.startsWith(beginning)) {
                    first = meaning;
                }
            });
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (Kept kept : loggers) {
            kept.logger().removeHandler(this);
            kept.logger().setLevel(kept.level());
            kept.logger().setUseParentHandlers(kept.parents());
        }
    }

    /** A logger as it was. */
    private record Kept(Logger logger, @Nullable Level level, boolean parents) {
        static Kept of(Logger logger) {
            return new Kept(logger, logger.getLevel(), logger.getUseParentHandlers());
        }
    }
}
