package io.ragline.worker.index.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's codec with vectors of 8-bit values, a quarter of the memory, in an HNSW graph where a segment is large enough to gain
 * by one; the exact vectors stay beside them on disk, for the final scores. Subclassed rather than wrapped: a {@code FilterCodec}
 * loses the field's format.
 */
final class VectorCodec extends Lucene104Codec {
    /** Links of a node and width of the search while building: Lucene's defaults. */
    private static final int MAX_CONNECTIONS = 16;

    private static final int BEAM_WIDTH = 100;

    /** Lucene's default: the thread that merges builds the graph. */
    private static final int MERGE_WORKERS = 1;

    /**
     * What makes Lucene build graphs for segments above {@link NearestQuery#EXACT_UP_TO} only: it builds none where a search for
     * so many would visit all, by its estimate of visits, the number sought × ln(size).
     */
    private static final int NO_GRAPH_FOR =
            (int) Math.ceil(NearestQuery.EXACT_UP_TO / Math.log(NearestQuery.EXACT_UP_TO));

    private final KnnVectorsFormat vectors = new Lucene104HnswScalarQuantizedVectorsFormat(
            ScalarEncoding.UNSIGNED_BYTE, MAX_CONNECTIONS, BEAM_WIDTH, MERGE_WORKERS, null, NO_GRAPH_FOR);

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }
}
