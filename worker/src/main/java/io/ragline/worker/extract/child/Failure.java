package io.ragline.worker.extract.child;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.nio.file.NoSuchFileException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** In the child: what to tell the worker when a document can't be read. */
final class Failure {
    private static final int MAX_CAUSES = 20;
    /** Of Linux and macOS; Java has no exception of its own for it. */
    private static final String DISK_FULL = "No space left on device";

    private Failure() {}

    static Frame.Failed of(Throwable e) {
        if (has(e, cause -> String.valueOf(cause.getMessage()).contains(DISK_FULL))) {
            return new Frame.Failed(
                    ErrorCode.STORAGE_FULL, "The disk for the temporary files of the reading is full (java.io.tmpdir)");
        }
        if (has(e, NoSuchFileException.class::isInstance)) {
            // its name is of no use to the uploader
            return new Frame.Failed(ErrorCode.INTERNAL_ERROR, "The uploaded file is not where it was kept");
        }
        return e instanceof RaglineException known
                ? new Frame.Failed(known.code(), known.detail())
                : new Frame.Failed(ErrorCode.DOCUMENT_UNREADABLE, "The file can't be read: " + e);
    }

    private static boolean has(Throwable e, Predicate<Throwable> trait) {
        @Nullable Throwable cause = e;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (trait.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
