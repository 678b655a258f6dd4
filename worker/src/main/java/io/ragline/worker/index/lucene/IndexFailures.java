package io.ragline.worker.index.lucene;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;

/** What Lucene's failures mean to the people who run Ragline. */
final class IndexFailures {
    private IndexFailures() {}

    static RaglineException of(Exception e, Path folder) {
        return switch (e) {
            case CorruptIndexException damaged -> rebuild("is damaged", folder, damaged);
            case IndexFormatTooOldException old -> rebuild("was written by an older version", folder, old);
            case IndexFormatTooNewException newer -> rebuild("was written by a newer version", folder, newer);
            case FileSystemException disk
            when isFull(disk) ->
                new RaglineException(
                        ErrorCode.STORAGE_FULL, "The disk of the index in %s is full".formatted(folder), disk);
            case IOException io ->
                new RaglineException(
                        ErrorCode.INDEX_UNAVAILABLE,
                        "The index in %s can't be read or written: %s".formatted(folder, io),
                        io);
            default ->
                new RaglineException(
                        ErrorCode.INDEX_UNAVAILABLE, "The index in %s was closed by a failure".formatted(folder), e);
        };
    }

    static RaglineException otherDimensions(int collection, int vector) {
        return new RaglineException(
                ErrorCode.EMBEDDING_MODEL_MISMATCH,
                "The collection holds vectors of %d dimensions, this one has %d: use the embedding model that the collection was written with, or reindex it."
                        .formatted(collection, vector));
    }

    static RaglineException rebuild(String what, Path folder, Exception cause) {
        return new RaglineException(
                ErrorCode.INDEX_UNAVAILABLE,
                "The index in %s %s. Delete the folder and reindex the collection: it is rebuilt from the uploaded files, which are safe."
                        .formatted(folder, what),
                cause);
    }

    private static boolean isFull(FileSystemException e) {
        String reason = String.valueOf(e.getReason());
        return reason.contains("No space left") || reason.contains("quota");
    }
}
