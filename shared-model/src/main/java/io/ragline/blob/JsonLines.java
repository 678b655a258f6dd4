package io.ragline.blob;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Blobs of many records: gzipped JSON, a record on each line, written and read one at a time. */
public final class JsonLines {
    private JsonLines() {}

    /** Writes a blob record by record. Nothing is kept of it unless {@link #keep} is called; close it in any case. */
    public static <T> Writing<T> write(BlobStore blobs, ObjectMapper json, Class<T> type) throws IOException {
        return new Writing<>(blobs, json, type);
    }

    /**
     * Reads a blob's records in order.
     *
     * @param action takes each; false when it wants no more
     */
    public static <T> void read(
            BlobStore blobs, String sha256, ObjectMapper json, Class<T> type, Predicate<? super T> action)
            throws IOException {
        try (InputStream in = new GZIPInputStream(blobs.open(sha256));
                MappingIterator<T> records = json.readerFor(type).readValues(in)) {
            boolean more = true;
            while (more && records.hasNextValue()) {
                more = action.test(records.nextValue());
            }
        }
    }

    /** A blob that is being written. */
    public static final class Writing<T> implements AutoCloseable {
        private final BlobStore blobs;
        private final Path file;
        private final SequenceWriter writer;

        private Writing(BlobStore blobs, ObjectMapper json, Class<T> type) throws IOException {
            this.blobs = blobs;
            this.file = Files.createTempFile("ragline-", ".ndjson.gz");
            OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
            this.writer = json.writerFor(type).withRootValueSeparator("\n").writeValues(out);
        }

        public void add(T line) throws IOException {
            writer.write(line);
        }

        /** Puts what was written into the store. Nothing can be added any more. */
        public StoredBlob keep() throws IOException {
            writer.close();
            try (InputStream in = Files.newInputStream(file)) {
                return blobs.put(in);
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
            Files.deleteIfExists(file);
        }
    }
}
