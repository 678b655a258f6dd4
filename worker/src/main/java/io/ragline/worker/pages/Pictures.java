package io.ragline.worker.pages;

import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.model.Box;
import io.ragline.worker.extract.PageRenderer;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Has pictures made and keeps them as blobs. */
final class Pictures {
    private static final int LOCKS = 64;
    private static final long SLICE_MS = 100;

    private final PageRenderer renderer;
    private final BlobStore blobs;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    Pictures(PageRenderer renderer, BlobStore blobs) {
        this.renderer = renderer;
        this.blobs = blobs;
    }

    /** Makes a picture. */
    interface Making {
        StoredBlob make() throws IOException;
    }

    /**
     * Lets a plain page be drawn by one job at a time, so that the others find it drawn: who shows an answer asks for several
     * quotes on the same page at once.
     *
     * @param waiting called several times a second while another job draws
     */
    StoredBlob once(String contentSha256, int page, int dpi, Runnable waiting, Making making) throws IOException {
        Lock lock = locks[Math.floorMod(Objects.hash(contentSha256, page, dpi), LOCKS)];
        try {
            while (!lock.tryLock(SLICE_MS, TimeUnit.MILLISECONDS)) {
                waiting.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while another job drew the page");
            cancelled.initCause(e);
            throw cancelled;
        }
        try {
            return making.make();
        } finally {
            lock.unlock();
        }
    }

    StoredBlob draw(Source source, int page, int dpi, Runnable waiting) throws IOException {
        return kept(target -> renderer.draw(source, page, dpi, target, waiting));
    }

    StoredBlob mark(StoredBlob plain, int dpi, List<Box> marks, Runnable waiting) throws IOException {
        Path picture = blobs.file(plain.sha256());
        return kept(target -> renderer.mark(picture, dpi, marks, target, waiting));
    }

    private interface Drawing {
        void into(Path target);
    }

    private StoredBlob kept(Drawing drawing) throws IOException {
        Path target = Files.createTempFile("ragline-page-", ".png");
        try {
            drawing.into(target);
            try (InputStream in = Files.newInputStream(target)) {
                return blobs.put(in);
            }
        } finally {
            Files.deleteIfExists(target);
        }
    }
}
