package io.ragline.worker.extract.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Frames as bytes: the length in four, then JSON. */
final class FrameCodec {
    private final ObjectMapper json = new ObjectMapper().registerModule(instants());
    private final int maxBytes;

    FrameCodec(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** As ISO-8601 text; Jackson's own module for dates is not on a child's class path. */
    private static SimpleModule instants() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new FromStringDeserializer<Instant>(Instant.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected Instant _deserialize(String value, DeserializationContext context) {
                        return Instant.parse(value);
                    }
                });
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
