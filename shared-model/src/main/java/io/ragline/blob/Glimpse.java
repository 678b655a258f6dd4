package io.ragline.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Looks at short pieces of a file, wherever they stand. What lies behind its end is empty. */
interface Glimpse {
    long size() throws IOException;

    /** Up to {@code length} bytes from {@code position} on; fewer at the end. */
    byte[] at(long position, int length) throws IOException;

    static Glimpse of(byte[] bytes) {
        return new Glimpse() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] at(long position, int length) {
                int from = (int) Math.clamp(position, 0, bytes.length);
                return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
            }
        };
    }

    static Glimpse of(SeekableByteChannel channel) {
        return new Glimpse() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public byte[] at(long position, int length) throws IOException {
                if (position < 0 || position >= channel.size()) {
                    return new byte[0];
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, channel.size() - position));
                channel.position(position);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // until all are there
                }
                return Arrays.copyOf(bytes.array(), bytes.position());
            }
        };
    }
}
