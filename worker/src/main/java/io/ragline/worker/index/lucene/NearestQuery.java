package io.ragline.worker.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The chunks nearest to a vector by the rounded vectors. In a segment where few come into question, by its size or by the filter,
 * each is compared, which misses none; elsewhere the graph leads to them.
 */
final class NearestQuery extends KnnFloatVectorQuery {
    /**
     * Up to so many chunks, comparing with each costs about what the graph costs: a search for 360 visits some 8,000 chunks of
     * 50,000, and one of those, at a random place in memory, takes as long as five or six in a row. docs/benchmarks.md has figures.
     */
    static final int EXACT_UP_TO = 50_000;

    /** The percentage of chunks that meet a filter, below which the graph's search skips those that don't (ACORN). */
    private static final int FILTERED_SEARCH_BELOW = 60;

    NearestQuery(float[] vector, int count, @Nullable Query filter) {
        super(Fields.VECTOR, vector, count, filter, new KnnSearchStrategy.Hnsw(FILTERED_SEARCH_BELOW));
    }

    @Override
    protected TopDocs approximateSearch(
            LeafReaderContext segment, AcceptDocs accepted, int mostVisits, KnnCollectorManager collectors)
            throws IOException {
        FloatVectorValues vectors = segment.reader().getFloatVectorValues(Fields.VECTOR);
        if (vectors == null || accepted.cost() > EXACT_UP_TO) {
            return super.approximateSearch(segment, accepted, mostVisits, collectors);
        }
        KnnCollector nearest = collectors.newCollector(mostVisits, getSearchStrategy(), segment);
        compareAll(vectors.scorer(target), accepted, nearest);
        return nearest.topDocs();
    }

    private static void compareAll(VectorScorer scorer, AcceptDocs accepted, KnnCollector nearest) throws IOException {
        VectorScorer.Bulk bulk = scorer.bulk(accepted.bits() == null ? null : accepted.iterator());
        DocAndFloatFeatureBuffer some = new DocAndFloatFeatureBuffer();
        float best = bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, some);
        while (some.size > 0) {
            nearest.incVisitedCount(some.size);
            if (best > nearest.minCompetitiveSimilarity()) {
                for (int i = 0; i < some.size; i++) {
                    nearest.collect(some.docs[i], some.features[i]);
                }
            }
            best = bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, some);
        }
    }
}
