package io.ragline.worker.index.lucene;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * A chunk in the bytes of its stored field: {@code ordinal, tokens, text, headings…, spans…}, numbers as vInts. Changes
 * to it need another {@link CollectionWriter#FORMAT}.
 */
final class ChunkBytes {
    private ChunkBytes() {}

    static byte[] write(Chunk chunk) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeVInt(chunk.ordinal());
            out.writeVInt(chunk.tokens());
            writeText(chunk.text(), out);
            out.writeVInt(chunk.headingPath().size());
            for (String heading : chunk.headingPath()) {
                writeText(heading, out);
            }
            out.writeVInt(chunk.spans().size());
            for (PageSpan span : chunk.spans()) {
                out.writeVInt(span.page());
                out.writeVInt(span.start());
                out.writeVInt(span.end());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory: can't happen
        }
        return out.toArrayCopy();
    }

    static Chunk read(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        int ordinal = in.readVInt();
        int tokens = in.readVInt();
        String text = readText(in);
        List<String> headings = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            headings.add(readText(in));
        }
        List<PageSpan> spans = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            spans.add(new PageSpan(in.readVInt(), in.readVInt(), in.readVInt()));
        }
        return new Chunk(ordinal, text, headings, spans, tokens);
    }

    private static void writeText(String text, ByteBuffersDataOutput out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeVInt(utf8.length);
        out.writeBytes(utf8, 0, utf8.length);
    }

    private static String readText(ByteArrayDataInput in) {
        byte[] utf8 = new byte[in.readVInt()];
        in.readBytes(utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
