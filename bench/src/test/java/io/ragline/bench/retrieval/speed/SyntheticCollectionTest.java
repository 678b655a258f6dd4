package io.ragline.bench.retrieval.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.filter.Value;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.EmbeddedChunk;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;

class SyntheticCollectionTest {
    private final SyntheticCollection collection = new SyntheticCollection(1);

    @Test
    void a_chunk_is_always_the_same_for_the_same_seed_and_no_other_chunk_is_like_it() {
        EmbeddedChunk chunk = collection.chunk(77);

        EmbeddedChunk again = new SyntheticCollection(1).chunk(77);
        assertThat(again.chunk()).isEqualTo(chunk.chunk());
        assertThat(again.vector()).containsExactly(chunk.vector());
        assertThat(collection.chunk(78).vector()).isNotEqualTo(chunk.vector());
        assertThat(new SyntheticCollection(2).chunk(77).vector()).isNotEqualTo(chunk.vector());
    }

    @Test
    void vectors_are_of_length_1() {
        float[] vector = collection.vector(5);

        assertThat(VectorUtil.dotProduct(vector, vector)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void a_filter_meets_the_chunks_that_it_says() {
        int chunks = 200 * SyntheticCollection.CHUNKS_OF_A_DOCUMENT;

        List<Integer> hundredth = IntStream.range(0, chunks)
                .filter(Selection.HUNDREDTH::has)
                .boxed()
                .toList();
        long half = IntStream.range(0, chunks).filter(Selection.HALF::has).count();

        assertThat(hundredth).hasSize(chunks / 100);
        assertThat(half).isEqualTo(chunks / 2);
        assertThat(hundredth)
                .allSatisfy(chunk -> assertThat(
                                collection.chunk(chunk).document().values().get(SyntheticCollection.PERCENT))
                        .containsExactly(new Value.Number(7)));
    }

    @Test
    void the_true_neighbours_of_a_vector_begin_with_itself() {
        Question question = new Question("", collection.vector(33));
        Neighbours neighbours = new Neighbours(collection, Neighbours.COUNT / 2, List.of(question));
        ChunkKey itself = collection.chunk(33).key();

        assertThat(neighbours.recall(0, Selection.ALL, List.of(itself))).isEqualTo(1.0 / (Neighbours.COUNT / 2));
        assertThat(neighbours.recall(0, Selection.ALL, List.of())).isZero();
    }

    @Test
    void words_of_different_ranks_are_different_and_frequent_ones_are_drawn_more_often() {
        assertThat(IntStream.range(0, 200_000).mapToObj(ZipfWords::word)).doesNotHaveDuplicates();

        String text = collection.chunk(1).chunk().text();
        assertThat(text.split(" ")).hasSizeBetween(100, 260);
        long frequent = IntStream.range(0, 50)
                .mapToObj(chunk -> collection.chunk(chunk).chunk().text())
                .filter(each -> each.contains(ZipfWords.word(0) + " "))
                .count();
        assertThat(frequent).isGreaterThan(45);
    }
}
