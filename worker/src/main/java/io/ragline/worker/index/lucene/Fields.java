package io.ragline.worker.index.lucene;

import io.ragline.filter.Attributes;
import io.ragline.filter.Field;
import io.ragline.filter.Value;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.Identifiers;
import io.ragline.worker.index.Terms;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * A chunk as a Lucene document. Its key is a term (to replace, count and fetch) and a doc value (to name a hit without
 * reading the stored chunk, which costs a decompression).
 */
final class Fields {
    static final String KEY = "key";
    static final String VECTOR = "vector";
    static final String CHUNK = "chunk2";
    static final String IDENTIFIER = "identifier";
    /** Of each value a term, see {@link AttributeTerms}. */
    static final String ATTRIBUTE = "attribute";
    /** Numbers and times: two dimensions, which field and what value. */
    static final String NUMBER = "number";

    static final String TIME = "time";

    /** Where indexes of the first format have the chunk. */
    static final String FIRST_CHUNK = "chunk";

    private static final String OWNER = "owner";
    private static final String DOCUMENT = "document";
    private static final int UUID_BYTES = 2 * Long.BYTES;
    private static final int OWNER_BYTES = 2 * UUID_BYTES + Integer.BYTES;

    private Fields() {}

    /** Terms to rank by; a field for each analysis, so that an index needs to know nothing of its collection. */
    static String ranking(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> "text";
            case ICU -> "text.icu";
        };
    }

    /** Words as they are written. */
    static String asWritten(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> "written";
            case ICU -> ranking(analysis); // folds and stems nothing but case and accents
        };
    }

    /** Terms of the headings above a chunk, each once; they are among those to rank by, too. */
    static String headings(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> "heading";
            case ICU -> "heading.icu";
        };
    }

    static Document document(EmbeddedChunk embedded, TextAnalysis analysis) {
        Chunk chunk = embedded.chunk();
        BytesRef key = bytes(new ChunkKey(embedded.owner(), chunk.ordinal()));
        String text = EmbeddingText.of(chunk);
        Document document = new Document();
        document.add(new StringField(KEY, key, Store.NO));
        document.add(new BinaryDocValuesField(KEY, key));
        document.add(new StringField(OWNER, bytes(embedded.owner()), Store.NO));
        document.add(new StringField(DOCUMENT, bytes(embedded.owner().documentId()), Store.NO));
        document.add(new TextField(ranking(analysis), text, Store.NO));
        if (!asWritten(analysis).equals(ranking(analysis))) {
            document.add(new TextField(asWritten(analysis), text, Store.NO));
        }
        Set.copyOf(Terms.of(analysis, String.join("\n", chunk.headingPath())))
                .forEach(term -> document.add(new StringField(headings(analysis), term, Store.NO)));
        Identifiers.of(text).forEach(each -> document.add(new StringField(IDENTIFIER, each, Store.NO)));
        addAttributes(embedded.attributes(), document);
        document.add(new KnnFloatVectorField(VECTOR, embedded.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StoredField(CHUNK, ChunkBytes.write(chunk)));
        return document;
    }

    private static void addAttributes(Attributes attributes, Document document) {
        attributes.values().forEach((field, values) -> {
            document.add(new StringField(ATTRIBUTE, AttributeTerms.exists(field), Store.NO));
            for (Value value : values) {
                document.add(new StringField(ATTRIBUTE, AttributeTerms.of(field, value), Store.NO));
                addPoint(field, value, document);
            }
        });
    }

    private static void addPoint(Field field, Value value, Document document) {
        if (value instanceof Value.Number number) {
            document.add(new LongPoint(NUMBER, AttributeTerms.hash(field), AttributeTerms.sortable(number.number())));
        } else if (value instanceof Value.Time time) {
            document.add(
                    new LongPoint(TIME, AttributeTerms.hash(field), time.time().toEpochMilli()));
        }
    }

    static Term key(ChunkKey key) {
        return new Term(KEY, bytes(key));
    }

    static Term owner(ChunkOwner owner) {
        return new Term(OWNER, bytes(owner));
    }

    static Term document(UUID documentId) {
        return new Term(DOCUMENT, bytes(documentId));
    }

    static ChunkKey readKey(BytesRef bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        ChunkOwner owner = new ChunkOwner(readUuid(in), readUuid(in), in.getInt());
        return new ChunkKey(owner, in.getInt());
    }

    private static BytesRef bytes(ChunkKey key) {
        ByteBuffer out = ByteBuffer.allocate(OWNER_BYTES + Integer.BYTES);
        put(key.owner(), out);
        return new BytesRef(out.putInt(key.ordinal()).array());
    }

    private static BytesRef bytes(ChunkOwner owner) {
        ByteBuffer out = ByteBuffer.allocate(OWNER_BYTES);
        put(owner, out);
        return new BytesRef(out.array());
    }

    private static BytesRef bytes(UUID id) {
        ByteBuffer out = ByteBuffer.allocate(UUID_BYTES);
        put(id, out);
        return new BytesRef(out.array());
    }

    private static void put(ChunkOwner owner, ByteBuffer out) {
        put(owner.documentId(), out);
        put(owner.versionId(), out);
        out.putInt(owner.attempt());
    }

    private static void put(UUID id, ByteBuffer out) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID readUuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }
}
