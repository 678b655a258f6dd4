package io.ragline.api.documents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a ZIP's directory is, read before anything else of it: a library that reads a directory keeps it all in memory, and a
 * hostile one fills gigabytes.
 *
 * @param bytes how long it is
 */
record ZipDirectory(long bytes) {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    /** The directory; empty if there is none that ends where it has to, as in a file that was cut off. */
    static Optional<ZipDirectory> of(Path zip) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(zip)) {
            long tailAt = Math.max(0, file.size() - END_BYTES - LONGEST_COMMENT);
            ByteBuffer tail = ByteBuffer.allocate((int) (file.size() - tailAt)).order(ByteOrder.LITTLE_ENDIAN);
            file.position(tailAt);
            while (tail.hasRemaining() && file.read(tail) >= 0) {
                // until it is full
            }
            for (int at = tail.position() - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    return of(tail, at, tailAt + at);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One of more than 4 GB or 65,534 files has its true figures elsewhere; its directory is taken for as long as the file
     * behind its beginning could hold, which is beyond every limit.
     */
    private static Optional<ZipDirectory> of(ByteBuffer tail, int at, long position) {
        long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
        long from = Integer.toUnsignedLong(tail.getInt(at + 16));
        if (bytes == 0xFFFFFFFFL || from == 0xFFFFFFFFL) {
            return Optional.of(new ZipDirectory(Long.MAX_VALUE));
        }
        return from + bytes == position ? Optional.of(new ZipDirectory(bytes)) : Optional.empty();
    }
}
