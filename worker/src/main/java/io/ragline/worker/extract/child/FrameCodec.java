package io.ragline.worker.extract.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Frames as bytes: the length in four, then JSON. */
final class FrameCodec {
    private final ObjectMapper json = new ObjectMapper();
    private final int maxBytes;

    FrameCodec(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    byte[] encode(Frame frame) throws JsonProcessingException {
        return json.writerFor(Frame.class).writeValueAsBytes(frame);
    }

    Frame decode(byte[] bytes) throws IOException {
        return json.readValue(bytes, Frame.class);
    }

    boolean fits(byte[] bytes) {
        return bytes.length <= maxBytes;
    }

    void write(DataOutputStream out, byte[] bytes) throws IOException {
        if (!fits(bytes)) {
            throw new IOException("A frame of %,d bytes is longer than %,d".formatted(bytes.length, maxBytes));
        }
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** The next frame's bytes; null where the stream ends. */
    byte @Nullable [] read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 0 || length > maxBytes) {
            throw new IOException("A frame can't have %,d bytes".formatted(length));
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The stream ended within a frame");
        }
        return bytes;
    }
}
