package io.ragline.worker.index.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Lucene's codec with vectors in an HNSW graph over 8-bit values, a quarter of the memory; the exact vectors stay beside
 * them on disk, for the final scores. Subclassed rather than wrapped: a {@code FilterCodec} loses the field's format.
 */
final class VectorCodec extends Lucene104Codec {
    /** Links of a node and width of the search while building: Lucene's defaults. */
    private static final int MAX_CONNECTIONS = 16;

    private static final int BEAM_WIDTH = 100;

    private final KnnVectorsFormat vectors =
            new Lucene104HnswScalarQuantizedVectorsFormat(ScalarEncoding.UNSIGNED_BYTE, MAX_CONNECTIONS, BEAM_WIDTH);

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }
}
