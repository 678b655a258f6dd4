package io.ragline.worker.index.lucene;

import io.ragline.worker.index.ChunkQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;

/**
 * How common words are in several collections together. A word that is in every chunk of a small collection may be the rarest in all
 * that is searched; by the counts of each collection alone, a chunk would score the more the larger its collection is.
 */
final class WordCounts {
    private final Map<String, CollectionStatistics> fields = new HashMap<>();
    private final Map<Term, TermStatistics> words = new HashMap<>();

    /** Counts those of one more collection. */
    void add(IndexSearcher searcher, Set<Term> asked) throws IOException {
        for (Term word : asked) {
            TermStates states = TermStates.build(searcher, word, true);
            if (states.docFreq() > 0) {
                words.merge(
                        word,
                        new TermStatistics(word.bytes(), states.docFreq(), states.totalTermFreq()),
                        WordCounts::sum);
            }
        }
        for (String field : asked.stream().map(Term::field).collect(Collectors.toSet())) {
            CollectionStatistics counted = searcher.collectionStatistics(field);
            if (counted != null) {
                fields.merge(field, counted, WordCounts::sum);
            }
        }
    }

    private static TermStatistics sum(TermStatistics one, TermStatistics other) {
        return new TermStatistics(
                one.term(), one.docFreq() + other.docFreq(), one.totalTermFreq() + other.totalTermFreq());
    }

    private static CollectionStatistics sum(CollectionStatistics one, CollectionStatistics other) {
        return new CollectionStatistics(
                one.field(),
                one.maxDoc() + other.maxDoc(),
                one.docCount() + other.docCount(),
                one.sumTotalTermFreq() + other.sumTotalTermFreq(),
                one.sumDocFreq() + other.sumDocFreq());
    }

    /** Searches the same as another searcher, and scores by these counts. */
    IndexSearcher scoring(IndexSearcher own) {
        IndexSearcher searcher = new IndexSearcher(own.getIndexReader()) {
            @Override
            public CollectionStatistics collectionStatistics(String field) throws IOException {
                CollectionStatistics counted = fields.get(field);
                return counted == null ? super.collectionStatistics(field) : counted;
            }

            /** A word that was written since they were counted is as rare as can be. */
            @Override
            public TermStatistics termStatistics(Term word, int chunks, long times) {
                TermStatistics counted = words.get(word);
                return counted == null ? new TermStatistics(word.bytes(), 1, 1) : counted;
            }
        };
        searcher.setSimilarity(own.getSimilarity());
        return searcher;
    }

    /** The sum of the weights of a question's words, which a chunk that has each of them many times comes near to. */
    double full(ChunkQuery query) {
        String text = Fields.ranking(query.analysis());
        CollectionStatistics all = fields.get(text);
        if (all == null) {
            return 1;
        }
        double sum = 0;
        for (Map.Entry<Term, Float> each : TextQueries.weights(query).entrySet()) {
            if (each.getKey().field().equals(text)) {
                TermStatistics having = words.get(each.getKey());
                sum += each.getValue() * rarity(having == null ? 0 : having.docFreq(), all.docCount());
            }
        }
        return sum > 0 ? sum : 1;
    }

    /** As Lucene's BM25 has it. */
    private static double rarity(double having, double all) {
        return Math.log(1 + (all - having + 0.5) / (having + 0.5));
    }
}
