package io.ragline.worker.index.qdrant;

import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.ragline.filter.Attributes;
import io.ragline.filter.Field;
import io.ragline.filter.Value.Number;
import io.ragline.filter.Value.Time;
import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.SpanBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;

/** Chunks as Qdrant's points, and back. */
final class ChunkPoints {
    private static final byte SPANS_VERSION = 1;

    private ChunkPoints() {}

    /** A chunk that no search finds before it is committed. */
    static PointStruct of(CollectionRef collection, TextAnalysis analysis, EmbeddedChunk chunk, SparseVector terms) {
        return PointStruct.newBuilder()
                .setId(PointNames.id(collection, chunk.key()))
                .setVectors(VectorsFactory.namedVectors(Map.of(
                        Payload.DENSE_VECTOR, dense(chunk.vector()),
                        Payload.TERM_VECTOR,
                                Vector.newBuilder().setSparse(terms).build())))
                .putAllPayload(payload(collection, analysis, chunk))
                .putAllPayload(payload(chunk.document()))
                .build();
    }

    private static Vector dense(float[] vector) {
        DenseVector.Builder dense = DenseVector.newBuilder();
        for (float each : vector) {
            dense.addData(each);
        }
        return Vector.newBuilder().setDense(dense).build();
    }

    private static Map<String, Value> payload(CollectionRef collection, TextAnalysis analysis, EmbeddedChunk embedded) {
        Chunk chunk = embedded.chunk();
        List<PageSpan> spans = chunk.spans();
        Map<String, Value> payload = new HashMap<>();
        payload.put(Payload.TENANT, value(collection.tenantId().toString()));
        payload.put(Payload.INDEX, value(collection.indexId().toString()));
        payload.put(Payload.DOCUMENT, value(embedded.owner().documentId().toString()));
        payload.put(Payload.OWNER, value(PointNames.owner(embedded.owner())));
        payload.put(Payload.ORDINAL, value(chunk.ordinal()));
        payload.put(Payload.COMMITTED, value(false));
        payload.put(
                Payload.PAGE,
                list(LongStream.rangeClosed(
                                spans.getFirst().page(), spans.getLast().page())
                        .mapToObj(ValueFactory::value)
                        .toList()));
        payload.put(Payload.WORDS, value(WrittenWords.of(analysis, EmbeddingText.of(chunk))));
        payload.put(Payload.TEXT, value(chunk.text()));
        payload.put(
                Payload.HEADINGS,
                list(chunk.headingPath().stream().map(ValueFactory::value).toList()));
        payload.put(Payload.SPANS, value(spans(spans)));
        payload.put(Payload.TOKENS, value(chunk.tokens()));
        return payload;
    }

    /** What is known of a document: all that changes when it is described anew. */
    static Map<String, Value> payload(Attributes document) {
        List<Value> keywords = new ArrayList<>();
        Map<String, Value> numbers = new LinkedHashMap<>();
        Map<String, Value> times = new LinkedHashMap<>();
        document.values().forEach((field, values) -> {
            if (values.isEmpty() || field.equals(Field.PAGE)) {
                return; // pages are the chunk's
            }
            keywords.add(value(AttributeKeywords.exists(field)));
            values.forEach(each -> keywords.add(value(AttributeKeywords.of(field, each))));
            putUnlessEmpty(field, numbers(values), numbers);
            putUnlessEmpty(field, times(values), times);
        });
        return Map.of(
                Payload.ATTRIBUTES, list(keywords),
                Payload.NUMBER, value(numbers),
                Payload.TIME, value(times));
    }

    private static List<Value> numbers(List<io.ragline.filter.Value> values) {
        return values.stream()
                .filter(Number.class::isInstance)
                .map(each -> value(((Number) each).number()))
                .toList();
    }

    private static List<Value> times(List<io.ragline.filter.Value> values) {
        return values.stream()
                .filter(Time.class::isInstance)
                .map(each -> value(((Time) each).time().toEpochMilli()))
                .toList();
    }

    private static void putUnlessEmpty(Field field, List<Value> values, Map<String, Value> to) {
        if (!values.isEmpty()) {
            to.put(RangePaths.key(field), list(values));
        }
    }

    static ChunkKey readKey(Map<String, Value> payload) {
        return new ChunkKey(PointNames.readOwner(get(payload, Payload.OWNER).getStringValue()), (int)
                get(payload, Payload.ORDINAL).getIntegerValue());
    }

    static Chunk readChunk(Map<String, Value> payload) {
        List<String> headings = get(payload, Payload.HEADINGS).getListValue().getValuesList().stream()
                .map(Value::getStringValue)
                .toList();
        return new Chunk(
                (int) get(payload, Payload.ORDINAL).getIntegerValue(),
                get(payload, Payload.TEXT).getStringValue(),
                headings,
                readSpans(get(payload, Payload.SPANS).getStringValue()),
                (int) get(payload, Payload.TOKENS).getIntegerValue());
    }

    static boolean isCommitted(Map<String, Value> payload) {
        return get(payload, Payload.COMMITTED).getBoolValue();
    }

    private static Value get(Map<String, Value> payload, String key) {
        Value value = payload.get(key);
        if (value == null) {
            throw QdrantFailures.unusable(
                    "A point in Qdrant has no %s. Others than Ragline write to its collections, or a newer Ragline"
                            .formatted(key));
        }
        return value;
    }

    private static String spans(List<PageSpan> spans) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeByte(SPANS_VERSION);
            new SpanBytes().write(spans, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory: can't happen
        }
        return Base64.getEncoder().encodeToString(out.toArrayCopy());
    }

    private static List<PageSpan> readSpans(String base64) {
        ByteArrayDataInput in = new ByteArrayDataInput(
                Objects.requireNonNull(Base64.getDecoder().decode(base64)));
        byte version = in.readByte();
        if (version != SPANS_VERSION) {
            throw QdrantFailures.unusable(
                    "A chunk in Qdrant was written by a newer Ragline (places of version %d): use that, or reindex"
                            .formatted(version));
        }
        try {
            return new SpanBytes().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // from memory: can't happen
        }
    }
}
