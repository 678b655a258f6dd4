package io.ragline.worker.index.lucene;

import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/** Writes the chunks of one collection. Safe for many threads. */
final class CollectionWriter {
    /** The values for passages that Anserini and the BEIR benchmark use, rather than Lucene's 1.2 and 0.75. */
    static final Similarity BM25 = new BM25Similarity(0.9f, 0.4f);

    /** Less than Lucene's 10, for each segment has a graph of its own, and a search by vector goes through all of them. */
    private static final int SEGMENTS_PER_TIER = 4;

    /**
     * Segments up to here, of some 14,000 chunks, are merged as if they were of this size: few of them are left after many small
     * commits, and as they have no graphs (see {@link VectorCodec}), merging them is cheap.
     */
    private static final int SMALLEST_TIER_MEGABYTES = 64;

    /** The first format has chunks without places. They are read, and software that knows no other refuses this one. */
    private static final int FORMAT = 2;

    private static final int FIRST_FORMAT = 1;
    private static final String FORMAT_KEY = "ragline.format";
    private static final String DIMENSIONS_KEY = "ragline.dimensions";

    private static final Analyzer ANALYZER = new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            for (TextAnalysis analysis : TextAnalysis.values()) {
                if (field.equals(Fields.ranking(analysis))) {
                    return Terms.ranking(analysis);
                }
                if (field.equals(Fields.asWritten(analysis))) {
                    return Terms.asWritten(analysis);
                }
            }
            throw new IllegalArgumentException("No text is in field " + field);
        }
    };

    private final IndexWriter writer;
    private final ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    private int dimensions;
    private int format;

    CollectionWriter(Directory directory, int bufferMegabytes) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(ANALYZER)
                .setCodec(new VectorCodec())
                .setSimilarity(BM25)
                .setMergePolicy(new TieredMergePolicy()
                        .setSegmentsPerTier(SEGMENTS_PER_TIER)
                        .setFloorSegmentMB(SMALLEST_TIER_MEGABYTES))
                .setMergeScheduler(merges)
                .setRAMBufferSizeMB(bufferMegabytes)
                .setCommitOnClose(false);
        this.writer = new IndexWriter(directory, config);
        Map<String, String> committed = committed(writer);
        this.dimensions = Integer.parseInt(committed.getOrDefault(DIMENSIONS_KEY, "0"));
        this.format = Integer.parseInt(committed.getOrDefault(FORMAT_KEY, Integer.toString(FORMAT)));
        if (format < FIRST_FORMAT || format > FORMAT) {
            writer.rollback();
            throw new IndexFormatTooNewException(directory.toString(), format, FIRST_FORMAT, FORMAT);
        }
    }

    private static Map<String, String> committed(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
        if (committed != null) {
            committed.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    void write(TextAnalysis analysis, List<EmbeddedChunk> chunks) throws IOException {
        for (EmbeddedChunk chunk : chunks) {
            expectDimensions(chunk.vector().length);
        }
        for (EmbeddedChunk chunk : chunks) {
            writer.updateDocument(Fields.key(chunk.key()), Fields.document(chunk, analysis));
        }
    }

    /** Writes the chunks of an attempt again, with what is now known of their document. */
    void describe(TextAnalysis analysis, ChunkOwner owner, Attributes document) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            StoredFields stored = reader.storedFields();
            List<EmbeddedChunk> described = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                PostingsEnum chunks = leaf.reader().postings(Fields.owner(owner), PostingsEnum.NONE);
                FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Fields.VECTOR);
                if (chunks == null || vectors == null) {
                    continue;
                }
                Bits live = leaf.reader().getLiveDocs();
                KnnVectorValues.DocIndexIterator at = vectors.iterator();
                for (int doc = chunks.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = chunks.nextDoc()) {
                    if ((live == null || live.get(doc)) && at.advance(doc) == doc) {
                        Chunk chunk = CollectionSearch.chunk(
                                stored.document(leaf.docBase + doc, CollectionSearch.CHUNK_FIELDS));
                        float[] vector = vectors.vectorValue(at.index()).clone();
                        described.add(new EmbeddedChunk(owner, chunk, vector, document));
                    }
                }
            }
            write(analysis, described);
        }
    }

    void delete(ChunkOwner owner) throws IOException {
        writer.deleteDocuments(Fields.owner(owner));
    }

    void deleteDocument(UUID documentId) throws IOException {
        writer.deleteDocuments(Fields.document(documentId));
    }

    void commit() throws IOException {
        writer.commit();
    }

    /** False after a failure that Lucene can't go on from, such as a full disk. */
    boolean isOpen() {
        return writer.isOpen();
    }

    /** Whether segments are being merged in the background, or wait for it. To close now would waste the work. */
    boolean isMerging() {
        return writer.hasPendingMerges() || merges.mergeThreadCount() > 0;
    }

    /** Drops what was not committed. */
    void close() throws IOException {
        writer.rollback();
    }

    private synchronized void expectDimensions(int found) {
        if (dimensions != 0 && dimensions != found) {
            throw IndexFailures.otherDimensions(dimensions, found);
        }
        if (dimensions == 0 || format != FORMAT) {
            dimensions = found;
            format = FORMAT;
            writer.setLiveCommitData(
                    Map.of(FORMAT_KEY, Integer.toString(FORMAT), DIMENSIONS_KEY, Integer.toString(found))
                            .entrySet());
        }
    }
}
