package io.ragline.worker.index.lucene;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import io.ragline.model.Chunk;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.ChunkQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The searches of a collection, on one state of it. */
final class CollectionSearch {
    /** Candidates by the graph and the rounded vectors beyond those asked for, from which the exact vectors choose. */
    private static final double OVERSAMPLE = 1.2;

    /** A search for a few looks as far as one for many: the fewer are asked for, the more of them it would miss. */
    private static final int FEWEST_CANDIDATES = 360;

    static final Set<String> CHUNK_FIELDS = Set.of(Fields.CHUNK, Fields.FIRST_CHUNK);

    private final IndexSearcher searcher;

    CollectionSearch(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    List<ChunkHit> byVector(float[] vector, ChunkQuery query, int limit) throws IOException {
        expectDimensions(vector.length);
        int candidates = Math.max(FEWEST_CANDIDATES, (int) Math.ceil(limit * OVERSAMPLE));
        Query nearest = searcher.rewrite(
                new NearestQuery(vector, candidates, FilterQueries.of(query).orElse(null)));
        if (nearest instanceof MatchNoDocsQuery) {
            return List.of(); // rescoring nothing is an error to Lucene
        }
        Query exact = RescoreTopNQuery.createFullPrecisionRescorerQuery(nearest, vector, Fields.VECTOR, limit);
        // Lucene moves the dot product of unit vectors to 0…1, scores being positive there
        return hits(top(searcher, exact, limit), score -> 2 * score - 1);
    }

    /** @param counts of the words, where other collections are asked, too; null for those of this one */
    List<ChunkHit> byText(ChunkQuery query, int limit, @Nullable WordCounts counts) throws IOException {
        Optional<Query> words = TextQueries.anyTermOf(query);
        Optional<Query> filter = FilterQueries.of(query);
        if (words.isEmpty() && query.phrases().isEmpty()) {
            return List.of();
        }
        // a phrase may be of words that nothing is ranked by: what has it is found whatever else it has
        Occur needed = query.phrases().isEmpty() ? Occur.MUST : Occur.SHOULD;
        BooleanQuery.Builder limited = new BooleanQuery.Builder();
        words.ifPresent(any -> limited.add(any, needed));
        filter.ifPresent(all -> limited.add(all, Occur.FILTER));
        Query asked = filter.isEmpty() && words.isPresent() ? words.get() : limited.build();
        return hits(top(counts == null ? searcher : counts.scoring(searcher), asked, limit), score -> score);
    }

    /** Counts the words of this collection, too. */
    WordCounts count(Set<Term> words, WordCounts to) throws IOException {
        to.add(searcher, words);
        return to;
    }

    /** Looks the keys up where they are terms: a search for each would cost more than reading the chunk. */
    Map<ChunkKey, Chunk> fetch(Collection<ChunkKey> keys) throws IOException {
        StoredFields stored = searcher.storedFields();
        Map<ChunkKey, Chunk> found = new HashMap<>();
        Set<ChunkKey> missing = new TreeSet<>(keys);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Terms terms = leaf.reader().terms(Fields.KEY);
            if (terms == null) {
                continue;
            }
            TermsEnum term = terms.iterator();
            for (Iterator<ChunkKey> left = missing.iterator(); left.hasNext(); ) {
                ChunkKey key = left.next();
                int doc = term.seekExact(Fields.key(key).bytes()) ? firstLive(term, leaf.reader()) : NO_MORE_DOCS;
                if (doc != NO_MORE_DOCS) {
                    found.put(key, chunk(stored.document(leaf.docBase + doc, CHUNK_FIELDS)));
                    left.remove();
                }
            }
        }
        return found;
    }

    private static int firstLive(TermsEnum term, LeafReader segment) throws IOException {
        Bits live = segment.getLiveDocs();
        PostingsEnum docs = term.postings(null, PostingsEnum.NONE);
        int doc = docs.nextDoc();
        while (doc != NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = docs.nextDoc();
        }
        return doc;
    }

    static Chunk chunk(Document stored) throws IOException {
        BytesRef bytes = stored.getBinaryValue(Fields.CHUNK);
        return bytes != null
                ? ChunkBytes.read(bytes)
                : ChunkBytes.readFirstFormat(Objects.requireNonNull(stored.getBinaryValue(Fields.FIRST_CHUNK)));
    }

    int count(Query query) throws IOException {
        return searcher.count(query);
    }

    int count() {
        return searcher.getIndexReader().numDocs();
    }

    private static TopDocs top(IndexSearcher searching, Query query, int limit) throws IOException {
        return searching.search(query, new TopScoreDocCollectorManager(limit, limit));
    }

    private List<ChunkHit> hits(TopDocs top, DoubleUnaryOperator score) throws IOException {
        ScoreDoc[] inDocOrder = top.scoreDocs.clone();
        Arrays.sort(inDocOrder, Comparator.comparingInt(hit -> hit.doc));
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<ChunkHit> hits = new ArrayList<>(inDocOrder.length);
        int next = 0;
        while (next < inDocOrder.length) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(inDocOrder[next].doc, leaves));
            BinaryDocValues keys = Objects.requireNonNull(leaf.reader().getBinaryDocValues(Fields.KEY));
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (; next < inDocOrder.length && inDocOrder[next].doc < end; next++) {
                keys.advanceExact(inDocOrder[next].doc - leaf.docBase);
                hits.add(new ChunkHit(Fields.readKey(keys.binaryValue()), score.applyAsDouble(inDocOrder[next].score)));
            }
        }
        hits.sort(ChunkHit.BEST_FIRST);
        return hits;
    }

    private void expectDimensions(int found) {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FieldInfo vectors = leaf.reader().getFieldInfos().fieldInfo(Fields.VECTOR);
            if (vectors != null && vectors.getVectorDimension() != found) {
                throw IndexFailures.otherDimensions(vectors.getVectorDimension(), found);
            }
        }
    }
}
