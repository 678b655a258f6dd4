package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qdrant.client.grpc.Points.SparseVector;
import io.ragline.model.Chunk;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QdrantTermVectorsTest {
    private static final double AVERAGE = 4;

    private static Map<Integer, Float> weights(SparseVector vector) {
        Map<Integer, Float> weights = new HashMap<>();
        for (int i = 0; i < vector.getIndicesCount(); i++) {
            weights.put(vector.getIndices(i), vector.getValues(i));
        }
        assertThat(weights).hasSize(vector.getValuesCount());
        return weights;
    }

    private static Map<Integer, Float> ofText(String text, String... headings) {
        Chunk chunk = new Chunk(0, text, List.of(headings), List.of(new PageSpan(1, 0, text.length())), 1);
        return weights(TermVectors.ofChunk(TermVectors.Counted.of(TextAnalysis.ENGLISH, chunk), AVERAGE));
    }

    @Test
    void a_term_counts_more_where_a_heading_has_it() {
        Map<Integer, Float> chunk = ofText("it leaks", "The pump", "Pump errors");
        Map<Integer, Float> asked = weights(TermVectors.ofQuestion(ChunkQuery.of("pump leaks")));

        assertThat(chunk).containsKeys(TermVectors.hash("#pump"), TermVectors.hash("#error"), TermVectors.hash("pump"));
        assertThat(chunk).doesNotContainKey(TermVectors.hash("#leak"));
        assertThat(asked.get(TermVectors.hash("#pump"))).isEqualTo(0.5f);
    }

    @Test
    void a_term_weighs_what_bm25_gives_it() {
        Map<Integer, Float> weights = ofText("the pump and the pump and a valve leak"); // pump pump valv leak

        double norm = 0.9 * (1 - 0.4 + 0.4 * 4 / AVERAGE);
        assertThat(weights).hasSize(3);
        assertThat((double) weights.get(TermVectors.hash("pump"))).isCloseTo(2 / (2 + norm), within(1e-6));
        assertThat((double) weights.get(TermVectors.hash("leak"))).isCloseTo(1 / (1 + norm), within(1e-6));
    }

    @Test
    void in_a_longer_text_a_term_weighs_less() {
        int pump = TermVectors.hash("pump");

        assertThat(ofText("pump valve leak water steam").get(pump))
                .isLessThan(ofText("pump valve").get(pump));
    }

    @Test
    void a_question_counts_its_terms_and_names_identifiers() {
        Map<Integer, Float> asked = weights(TermVectors.ofQuestion(ChunkQuery.of("pump pump ACE-2")));

        assertThat(asked.get(TermVectors.hash("pump"))).isEqualTo(2);
        assertThat(asked)
                .as("two terms of the identifier, each in headings too, itself, and as it is written without a dash")
                .hasSize(8)
                .containsKeys(TermVectors.hash("=ace-2"), TermVectors.hash("=ace2"));
        assertThat(ofText("the ACE-2 receptor")).containsKeys(TermVectors.hash("=ace-2"), TermVectors.hash("=ace2"));
    }

    @Test
    void hardly_any_terms_share_a_number() {
        Map<Integer, String> numbers = new HashMap<>();
        int collisions = 0;
        for (int i = 0; i < 100_000; i++) {
            for (String term : List.of("term" + i, Integer.toString(i, 36), "=id-" + i)) {
                String other = numbers.putIfAbsent(TermVectors.hash(term), term);
                collisions += other != null && !other.equals(term) ? 1 : 0;
            }
        }

        // chance would have it 300,000² / 2³³ ≈ 10 times
        assertThat(collisions).isLessThan(25);
    }

    @Test
    void terms_that_share_a_number_add_up_and_are_sent_once() {
        Map<Integer, String> seen = new HashMap<>();
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; pairs.isEmpty() && i < 1_000_000; i++) {
            String term = "w" + Integer.toString(i, 36) + "x";
            String other = seen.putIfAbsent(TermVectors.hash(term), term);
            if (other != null) {
                pairs.add(List.of(other, term));
            }
        }
        List<String> pair = pairs.iterator().next();

        SparseVector vector = TermVectors.ofChunk(new TermVectors.Counted(pair, List.of(), Set.of()), AVERAGE);

        double alone = TermVectors.ofChunk(
                        new TermVectors.Counted(List.of(pair.getFirst(), "zebra"), List.of(), Set.of()), AVERAGE)
                .getValuesList()
                .getFirst();
        assertThat(vector.getIndicesCount()).isEqualTo(1);
        assertThat((double) vector.getValues(0)).isCloseTo(2 * alone, within(1e-6));
    }

    @Test
    void the_average_length_begins_with_the_usual_and_becomes_the_collections_own() {
        AverageLength averages = AverageLength.inMemory();
        CollectionRef one = Written.collection();
        CollectionRef other = new CollectionRef(one.tenantId(), UUID.randomUUID());

        double first = averages.with(one, 1, 40);
        double last = 0;
        for (int i = 0; i < 100; i++) {
            last = averages.with(one, 32, 32 * 40);
        }

        assertThat(first).isBetween(100.0, 110.0);
        assertThat(last).isCloseTo(40, within(1.0));
        assertThat(averages.with(other, 1, 110)).isCloseTo(110, within(1e-9));
    }
}
