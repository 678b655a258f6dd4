package io.ragline.worker.index.lucene;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.EmbeddedChunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.FSDirectory;

/** Writes an index as the first format was, of one chunk under the heading {@code Foxes} on page 7. */
final class FirstFormat {
    private FirstFormat() {}

    static void write(Path folder, ChunkOwner owner, String text, float[] vector) throws IOException {
        write(folder, owner, text, vector, "1");
    }

    static void write(Path folder, ChunkOwner owner, String text, float[] vector, String format) throws IOException {
        Chunk chunk = new Chunk(0, text, List.of("Foxes"), List.of(new PageSpan(7, 0, text.length())), 3);
        Document document =
                Fields.document(new EmbeddedChunk(owner, chunk, vector, Attributes.NONE), TextAnalysis.ENGLISH);
        document.removeFields(Fields.CHUNK);
        document.add(new StoredField("chunk", bytes(text)));
        IndexWriterConfig config = new IndexWriterConfig().setCodec(new VectorCodec());
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            writer.addDocument(document);
            writer.setLiveCommitData(
                    Map.of("ragline.format", format, "ragline.dimensions", Integer.toString(vector.length))
                            .entrySet());
            writer.commit();
        }
    }

    private static byte[] bytes(String text) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeVInt(0);
        out.writeVInt(3);
        writeText(text, out);
        out.writeVInt(1);
        writeText("Foxes", out);
        out.writeVInt(1);
        out.writeVInt(7);
        out.writeVInt(0);
        out.writeVInt(text.length());
        return out.toArrayCopy();
    }

    private static void writeText(String text, ByteBuffersDataOutput out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeVInt(utf8.length);
        out.writeBytes(utf8, 0, utf8.length);
    }
}
