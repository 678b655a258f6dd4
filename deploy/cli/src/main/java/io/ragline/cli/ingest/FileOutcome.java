package io.ragline.cli.ingest;

import java.nio.file.Path;

/** What became of one file in the end. */
public sealed interface FileOutcome {

    Path file();

    /** In the collection now. */
    record Indexed(Path file) implements FileOutcome {}

    /** The same content was in the collection before. */
    record AlreadyThere(Path file) implements FileOutcome {}

    /** Not in the collection; the reason says what to do. */
    record Failed(Path file, String reason) implements FileOutcome {}

    default boolean isFailure() {
        return switch (this) {
            case Indexed indexed -> false;
            case AlreadyThere there -> false;
            case Failed failed -> true;
        };
    }
}
