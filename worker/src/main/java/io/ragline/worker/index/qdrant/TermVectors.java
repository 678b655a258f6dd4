package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Points.SparseVector;
import io.ragline.model.Chunk;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.Identifiers;
import io.ragline.worker.index.Terms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Texts as sparse vectors whose products are BM25 scores: that of a chunk has the part of each term that depends on how often the
 * chunk has it and how long it is, that of a question how often the question has it, and the server multiplies with the inverse
 * document frequency, which changes with every chunk. As in Lucene, {@code k1 + 1} is left out, which changes no order.
 *
 * <p>A term is known by 32 bits of its hash: of 100,000 terms one in 40,000 shares its number with another.
 */
final class TermVectors {
    private static final double K1 = 0.9;
    private static final double B = 0.4;

    /** A question that pastes a whole text searches by its first terms. */
    private static final int MOST_TERMS = 256;

    private static final int MOST_IDENTIFIERS = 64;

    /** No analysis leaves it in a term. */
    private static final char IDENTIFIER = '=';

    /** Before a term that stands in a heading. */
    private static final char HEADING = '#';

    /** What a term in a heading counts beyond what it counts in the text, which has the headings too. */
    private static final float HEADING_WEIGHT = 0.5f;

    private static final int SEED = 0;

    private TermVectors() {}

    /** How many terms a chunk has, which, and which of them in its headings. */
    record Counted(List<String> terms, List<String> headings, Set<String> identifiers) {
        static Counted of(TextAnalysis analysis, Chunk chunk) {
            String text = EmbeddingText.of(chunk);
            return new Counted(
                    Terms.of(analysis, text),
                    Terms.of(analysis, String.join("\n", chunk.headingPath())),
                    Identifiers.of(text));
        }

        int length() {
            return terms.size();
        }
    }

    /** @param averageLength of the collection's chunks, in terms */
    static SparseVector ofChunk(Counted text, double averageLength) {
        Map<String, Integer> counts = new TreeMap<>();
        text.terms().forEach(term -> counts.merge(term, 1, Integer::sum));
        double norm = K1 * (1 - B + B * text.length() / averageLength);
        Map<Integer, Float> weights = new TreeMap<>(Integer::compareUnsigned);
        counts.forEach((term, count) -> add(term, count / (count + norm), weights));
        // headings are short, whatever the text below them
        Set.copyOf(text.headings()).forEach(term -> add(HEADING + term, 1 / (1 + K1), weights));
        // an identifier is there or not, and a text of many is not a long one
        text.identifiers().forEach(each -> add(IDENTIFIER + each, 1 / (1 + K1 * (1 - B)), weights));
        return vector(weights);
    }

    /** Empty if nothing is asked for. */
    static SparseVector ofQuestion(ChunkQuery query) {
        Map<Integer, Float> counts = new TreeMap<>(Integer::compareUnsigned);
        Terms.ofQuestion(query.analysis(), query.words()).stream()
                .limit(MOST_TERMS)
                .forEach(term -> {
                    add(term, 1, counts);
                    add(HEADING + term, HEADING_WEIGHT, counts);
                });
        Identifiers.of(query.words()).stream()
                .limit(MOST_IDENTIFIERS)
                .forEach(each -> add(IDENTIFIER + each, 1, counts));
        return vector(counts);
    }

    /** Murmur3 of its UTF-8; Qdrant takes it as unsigned. */
    static int hash(String term) {
        return StringHelper.murmurhash3_x86_32(new BytesRef(term), SEED);
    }

    private static void add(String term, double weight, Map<Integer, Float> to) {
        to.merge(hash(term), (float) weight, Float::sum);
    }

    private static SparseVector vector(Map<Integer, Float> weights) {
        return SparseVector.newBuilder()
                .addAllIndices(weights.keySet())
                .addAllValues(weights.values())
                .build();
    }
}
