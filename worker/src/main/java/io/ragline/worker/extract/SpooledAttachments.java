package io.ragline.worker.extract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps attachments in temporary files, as far as the {@link Budget} of the whole document goes. */
final class SpooledAttachments implements Attachments, Closeable {
    private static final int BUFFER = 64 * 1_024;

    private final PageSink sink;
    private final Budget budget;
    private final List<Kept> kept = new ArrayList<>();

    /** An attachment in a file. */
    record Kept(String name, int page, Path file) {}

    /** What all attachments of a document, those of its attachments too, may cost. */
    static final class Budget {
        static final int MAX_DEPTH = 4;
        private static final int MAX_FILES = 500;
        private static final long MAX_BYTES = 512L << 20;

        private int files = MAX_FILES;
        private long bytes = MAX_BYTES;
        private boolean toldOfFiles;
    }

    /** @param sink is told of what is left out */
    SpooledAttachments(PageSink sink, Budget budget) {
        this.sink = sink;
        this.budget = budget;
    }

    @Override
    public void add(String name, int page, InputStream content) throws IOException {
        if (budget.files == 0) {
            if (!budget.toldOfFiles) {
                budget.toldOfFiles = true;
                sink.warning(PageWarnings.attachmentSkipped(
                        page, name, "there are more than " + Budget.MAX_FILES + " attachments"));
            }
            return;
        }
        budget.files--;
        Path file = Files.createTempFile("ragline-attachment-", "");
        kept.add(new Kept(name, page, file));
        if (!copy(content, file)) {
            kept.removeLast();
            Files.delete(file);
            sink.warning(PageWarnings.attachmentSkipped(
                    page, name, "all attachments together have more than %,d bytes".formatted(Budget.MAX_BYTES)));
        }
    }

    private boolean copy(InputStream content, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                if (size > budget.bytes) {
                    return false;
                }
                out.write(buffer, 0, n);
            }
        }
        budget.bytes -= size;
        return true;
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    @Override
    public void close() throws IOException {
        for (Kept each : kept) {
            Files.deleteIfExists(each.file());
        }
    }
}
