package io.ragline.worker.index.lucene;

import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import io.ragline.worker.index.SpanBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * A chunk in the bytes of its stored field: {@code version, ordinal, tokens, text, headings…, spans…}, numbers as vInts, the
 * spans as {@link SpanBytes} has them. Changes to it need another {@link #VERSION}, and, if older software would read them
 * wrongly, another {@link CollectionWriter#FORMAT}.
 */
final class ChunkBytes {
    private static final byte VERSION = 2;

    private ChunkBytes() {}

    static byte[] write(Chunk chunk) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeByte(VERSION);
            out.writeVInt(chunk.ordinal());
            out.writeVInt(chunk.tokens());
            writeText(chunk.text(), out);
            out.writeVInt(chunk.headingPath().size());
            for (String heading : chunk.headingPath()) {
                writeText(heading, out);
            }
            new SpanBytes().write(chunk.spans(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory: can't happen
        }
        return out.toArrayCopy();
    }

    static Chunk read(BytesRef bytes) throws IOException {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IndexFormatTooNewException("a stored chunk", version, VERSION, VERSION);
        }
        int ordinal = in.readVInt();
        int tokens = in.readVInt();
        String text = readText(in);
        List<String> headings = readHeadings(in);
        return new Chunk(ordinal, text, headings, new SpanBytes().read(in), tokens);
    }

    /** As written before places were kept: without a version, and spans that know their page only. */
    static Chunk readFirstFormat(BytesRef bytes) throws IOException {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        int ordinal = in.readVInt();
        int tokens = in.readVInt();
        String text = readText(in);
        List<String> headings = readHeadings(in);
        List<PageSpan> spans = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            spans.add(new PageSpan(in.readVInt(), in.readVInt(), in.readVInt()));
        }
        return new Chunk(ordinal, text, headings, spans, tokens);
    }

    private static List<String> readHeadings(DataInput in) throws IOException {
        List<String> headings = new ArrayList<>();
        for (int left = in.readVInt(); left > 0; left--) {
            headings.add(readText(in));
        }
        return headings;
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeVInt(utf8.length);
        out.writeBytes(utf8, 0, utf8.length);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] utf8 = new byte[in.readVInt()];
        in.readBytes(utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
