package io.ragline.bench.corpus;

import java.nio.file.Path;

/** Has files read, as a worker or by one. Used by several threads at once. */
interface FileReader extends AutoCloseable {
    FileOutcome read(Path file) throws Exception;

    /** What is to be said at the end of the processes behind it; throws if one of them fell over. */
    String processes();

    @Override
    void close() throws Exception;
}
