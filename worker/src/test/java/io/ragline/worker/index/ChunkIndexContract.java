package io.ragline.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ragline.filter.Attributes;
import io.ragline.model.Box;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageSpan;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChunkIndex} does. A subclass gives the index. */
public abstract class ChunkIndexContract {
    protected static final int DIMENSIONS = 16;

    protected final CollectionRef collection = newCollection();
    protected ChunkIndex index;

    protected abstract ChunkIndex open();

    @BeforeEach
    void openIndex() {
        index = open();
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    @Test
    void a_collection_that_nobody_wrote_is_empty() {
        index.commit(collection);
        index.delete(collection, newOwner());
        index.deleteDocument(collection, UUID.randomUUID());

        assertThat(index.count(collection)).isZero();
        assertThat(index.count(collection, newOwner())).isZero();
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10))
                .isEmpty();
        assertThat(index.searchText(collection, ChunkQuery.of("anything"), 10)).isEmpty();
        assertThat(index.fetch(collection, List.of(new ChunkKey(newOwner(), 0))))
                .isEmpty();
    }

    @Test
    void chunks_are_found_after_the_commit_and_not_before() {
        ChunkOwner owner = newOwner();
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(owner, 0, "a red fox", unit(1))));

        assertThat(index.count(collection)).isZero();
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10))
                .isEmpty();
        assertThat(index.searchText(collection, ChunkQuery.of("fox"), 10)).isEmpty();

        index.commit(collection);

        assertThat(index.count(collection, owner)).isEqualTo(1);
        assertThat(keys(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10)))
                .containsExactly(new ChunkKey(owner, 0));
        assertThat(keys(index.searchText(collection, ChunkQuery.of("fox"), 10)))
                .containsExactly(new ChunkKey(owner, 0));
    }

    /** Boxes to a quarter of a point at least. */
    @Test
    void a_chunk_comes_back_as_it_was_written() {
        ChunkOwner owner = newOwner();
        Chunk chunk = new Chunk(
                3,
                "Grüße, 世界 🙂 \u0000 — ends.",
                List.of("Kapitel ①", "§ 2"),
                List.of(
                        new PageSpan(7, "vii", 0, 2, new Box(70.25f, 712, 120.5f, 11)),
                        new PageSpan(7, "vii", 2, 6, new Box(70.25f, 725.5f, 120.5f, 11)),
                        new PageSpan(8, null, 7, 8, new Box(70.25f, 64, 3, 11)),
                        new PageSpan(8, null, 9, 12, null),
                        new PageSpan(8, "1", 14, 20, new Box(-2, 0, 0, 900.75f))),
                9);
        index.write(
                collection, TextAnalysis.ENGLISH, List.of(new EmbeddedChunk(owner, chunk, unit(1), Attributes.NONE)));
        index.commit(collection);

        assertThat(index.fetch(collection, List.of(new ChunkKey(owner, 3), new ChunkKey(owner, 4))))
                .containsExactly(Map.entry(new ChunkKey(owner, 3), chunk));
    }

    @Test
    void writing_the_same_owner_and_ordinal_again_replaces() {
        ChunkOwner owner = newOwner();
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(owner, 0, "first words", unit(1))));
        index.commit(collection);
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(chunk(owner, 0, "second words", unit(2)), chunk(owner, 0, "third words", unit(3))));
        index.commit(collection);

        assertThat(index.count(collection)).isEqualTo(1);
        assertThat(index.searchText(collection, ChunkQuery.of("first second"), 10))
                .isEmpty();
        assertThat(index.searchText(collection, ChunkQuery.of("third"), 10)).hasSize(1);
    }

    @Test
    void deleting_an_attempt_leaves_the_others() {
        ChunkOwner first = newOwner();
        ChunkOwner second = new ChunkOwner(first.documentId(), first.versionId(), 2);
        write(first, 3);
        write(second, 2);

        index.delete(collection, first);
        index.commit(collection);

        assertThat(index.count(collection, first)).isZero();
        assertThat(index.count(collection, second)).isEqualTo(2);
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10))
                .extracting(hit -> hit.key().owner())
                .containsOnly(second);
    }

    @Test
    void when_the_last_chunk_is_deleted_nothing_is_found() {
        ChunkOwner only = newOwner();
        write(only, 2);

        index.deleteDocument(collection, only.documentId());
        index.commit(collection);

        assertThat(index.countDocument(collection, only.documentId())).isZero();
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10))
                .isEmpty();
        assertThat(index.searchText(collection, ChunkQuery.of("chunk"), 10)).isEmpty();
    }

    @Test
    void deleting_a_document_deletes_all_its_versions_and_attempts() {
        ChunkOwner old = newOwner();
        ChunkOwner current = new ChunkOwner(old.documentId(), UUID.randomUUID(), 1);
        ChunkOwner other = newOwner();
        write(old, 2);
        write(current, 3);
        write(other, 4);

        index.deleteDocument(collection, old.documentId());
        index.commit(collection);

        assertThat(index.count(collection, old)).isZero();
        assertThat(index.count(collection, current)).isZero();
        assertThat(index.count(collection)).isEqualTo(4);
    }

    @Test
    void what_is_deleted_before_it_was_committed_never_appears() {
        ChunkOwner owner = newOwner();
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(owner, 0, "gone", unit(1))));
        index.delete(collection, owner);
        index.commit(collection);

        assertThat(index.count(collection)).isZero();
    }

    @Test
    void what_was_not_committed_is_lost_with_its_process() {
        ChunkOwner lost = newOwner();
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(lost, 0, "half a document", unit(1))));
        index.close();
        index = open();

        index.commit(collection);

        assertThat(index.count(collection)).isZero();
        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(2);
        assertThat(index.searchText(collection, ChunkQuery.of("half document"), 10))
                .isEmpty();
        assertThat(index.fetch(collection, List.of(new ChunkKey(lost, 0)))).isEmpty();
        index.delete(collection, lost);
        index.commit(collection);
        assertThat(index.count(collection)).isEqualTo(2);
    }

    @Test
    void one_attempt_takes_the_place_of_another() {
        ChunkOwner old = newOwner();
        ChunkOwner current = new ChunkOwner(old.documentId(), UUID.randomUUID(), 1);
        write(old, 5);
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(chunk(current, 0, "number new", unit(1)), chunk(current, 1, "number newer", unit(2))));
        assertThat(index.searchText(collection, ChunkQuery.of("number"), 10))
                .extracting(hit -> hit.key().owner())
                .containsOnly(old);

        index.commit(collection);
        index.delete(collection, old);
        index.commit(collection);

        assertThat(index.searchText(collection, ChunkQuery.of("number"), 10))
                .hasSize(2)
                .extracting(hit -> hit.key().owner())
                .containsOnly(current);
    }

    @Test
    void deleting_a_collection_empties_it_at_once_and_it_can_be_written_again() {
        write(newOwner(), 3);

        index.deleteCollection(collection);

        assertThat(index.count(collection)).isZero();
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 10))
                .isEmpty();
        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(2);
    }

    @Test
    void collections_and_tenants_do_not_see_each_other() {
        CollectionRef sameTenant = new CollectionRef(collection.tenantId(), UUID.randomUUID());
        CollectionRef sameCollection = new CollectionRef(UUID.randomUUID(), collection.indexId());
        write(newOwner(), 2);

        for (CollectionRef other : List.of(sameTenant, sameCollection)) {
            assertThat(index.count(other)).isZero();
            assertThat(index.searchText(other, ChunkQuery.of("number"), 10)).isEmpty();
            index.deleteCollection(other);
        }

        assertThat(index.count(collection)).isEqualTo(2);
    }

    @Test
    void a_vector_search_gives_cosines_best_first() {
        ChunkOwner owner = newOwner();
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(
                        chunk(owner, 0, "same", vector(1, 0)),
                        chunk(owner, 1, "opposite", vector(-1, 0)),
                        chunk(owner, 2, "near", vector(0.8f, 0.6f)),
                        chunk(owner, 3, "across", vector(0, 1))));
        index.commit(collection);

        List<ChunkHit> hits = index.searchVector(collection, vector(1, 0), ChunkQuery.of(""), 10);

        assertThat(hits).extracting(hit -> hit.key().ordinal()).containsExactly(0, 2, 3, 1);
        assertThat(hits.get(0).score()).isCloseTo(1, within(1e-6));
        assertThat(hits.get(1).score()).isCloseTo(0.8, within(1e-6));
        assertThat(hits.get(2).score()).isCloseTo(0, within(1e-6));
        assertThat(hits.get(3).score()).isCloseTo(-1, within(1e-6));
    }

    @Test
    void a_text_search_ranks_rare_words_higher_and_stems_them() {
        ChunkOwner owner = newOwner();
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(
                        chunk(owner, 0, "the pump and the pipe", unit(1)),
                        chunk(owner, 1, "the pump leaks at the valves", unit(2)),
                        chunk(owner, 2, "the pump again", unit(3)),
                        chunk(owner, 3, "nothing of the kind", unit(4))));
        index.commit(collection);

        List<ChunkHit> hits = index.searchText(collection, ChunkQuery.of("Which PUMP has a leaking valve?"), 10);

        assertThat(hits).hasSize(3);
        assertThat(hits.getFirst().key().ordinal()).isEqualTo(1);
        assertThat(hits).extracting(ChunkHit::score).allMatch(score -> score > 0);
    }

    @Test
    void headings_are_searched_too() {
        ChunkOwner owner = newOwner();
        Chunk chunk = new Chunk(0, "It is done yearly.", List.of("Maintenance"), List.of(new PageSpan(1, 0, 18)), 5);
        index.write(
                collection, TextAnalysis.ENGLISH, List.of(new EmbeddedChunk(owner, chunk, unit(1), Attributes.NONE)));
        index.commit(collection);

        assertThat(index.searchText(collection, ChunkQuery.of("maintenance"), 10))
                .hasSize(1);
    }

    @Test
    void no_question_is_an_error() {
        write(newOwner(), 2);

        for (String odd : List.of(
                "", " ", "the of and", "???", "a AND (b OR", "field:x* ~2 ^3 \\", "\"", "🙂", "\u0000", "number/0[")) {
            assertThat(index.searchText(collection, ChunkQuery.of(odd), 10)).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(index.searchText(collection, ChunkQuery.of("number ".repeat(5_000)), 10))
                .hasSize(2);
        assertThat(index.searchText(
                        collection,
                        ChunkQuery.of(String.join(
                                " ",
                                IntStream.range(0, 5_000)
                                        .mapToObj(i -> "term" + i)
                                        .toList())),
                        10))
                .isEmpty();
    }

    @Test
    void unicode_words_are_found() {
        ChunkOwner owner = newOwner();
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                List.of(
                        chunk(owner, 0, "Die Straße führt zum Bäcker", unit(1)),
                        chunk(owner, 1, "слово и дело", unit(2))));
        index.commit(collection);

        assertThat(index.searchText(collection, ChunkQuery.of("STRASSE Bäcker"), 10))
                .hasSize(1);
        assertThat(index.searchText(collection, ChunkQuery.of("Слово"), 10)).hasSize(1);
    }

    @Test
    void no_more_hits_come_than_were_asked_for_and_equal_ones_in_stable_order() {
        ChunkOwner owner = newOwner();
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                IntStream.range(0, 50)
                        .mapToObj(i -> chunk(owner, i, "same text", unit(1)))
                        .toList());
        index.commit(collection);

        List<ChunkHit> vector = index.searchVector(collection, unit(1), ChunkQuery.of(""), 50);
        List<ChunkHit> text = index.searchText(collection, ChunkQuery.of("same"), 50);

        assertThat(vector).extracting(hit -> hit.key().ordinal()).isSorted().hasSize(50);
        assertThat(text).isSortedAccordingTo(ChunkHit.BEST_FIRST).hasSize(50);
        assertThat(index.searchVector(collection, unit(1), ChunkQuery.of(""), 7))
                .hasSize(7);
        assertThat(index.searchText(collection, ChunkQuery.of("same"), 7)).hasSize(7);
    }

    @Test
    void vectors_of_another_length_are_refused_with_a_reason() {
        write(newOwner(), 1);

        assertMismatch(() ->
                index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(newOwner(), 0, "x", new float[] {1, 0}))));
        assertMismatch(() -> index.searchVector(collection, new float[] {1, 0}, ChunkQuery.of(""), 10));
    }

    @Test
    void among_10_000_chunks_the_nearest_are_found() {
        Random random = new Random(42);
        ChunkOwner owner = newOwner();
        List<EmbeddedChunk> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(chunk(owner, i, "chunk " + i, random(random, 48)));
        }
        for (int from = 0; from < all.size(); from += 1_000) {
            index.write(collection, TextAnalysis.ENGLISH, all.subList(from, from + 1_000));
        }
        index.commit(collection);

        int found = 0;
        for (int query = 0; query < 20; query++) {
            float[] asked = random(random, 48);
            Set<ChunkKey> nearest = nearest(all, asked, 100);
            nearest.retainAll(new HashSet<>(keys(index.searchVector(collection, asked, ChunkQuery.of(""), 100))));
            found += nearest.size();
        }

        assertThat(found / 2_000.0).isGreaterThanOrEqualTo(0.98);
        assertThat(index.count(collection, owner)).isEqualTo(10_000);
    }

    @Test
    void many_can_write_and_search_at_once() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                futures.add(threads.submit(() -> IntStream.range(0, 10).forEach(i -> write(newOwner(), 5))));
                futures.add(threads.submit(() -> IntStream.range(0, 50).forEach(i -> {
                    assertThat(index.searchText(collection, ChunkQuery.of("number"), 300)
                                    .size())
                            .isLessThanOrEqualTo(150);
                    assertThat(index.searchVector(collection, unit(i % DIMENSIONS), ChunkQuery.of(""), 5))
                            .hasSizeLessThanOrEqualTo(5);
                })));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }

        assertThat(index.count(collection)).isEqualTo(150);
    }

    @Test
    void an_interrupted_caller_breaks_nothing() {
        ChunkOwner owner = newOwner();

        Thread.currentThread().interrupt();
        index.write(collection, TextAnalysis.ENGLISH, List.of(chunk(owner, 0, "number zero", unit(1))));
        index.commit(collection);
        List<ChunkHit> vector = index.searchVector(collection, unit(1), ChunkQuery.of(""), 10);
        List<ChunkHit> text = index.searchText(collection, ChunkQuery.of("number"), 10);
        boolean stillInterrupted = Thread.interrupted();

        assertThat(stillInterrupted).isTrue();
        assertThat(vector).hasSize(1);
        assertThat(text).hasSize(1);
        write(newOwner(), 2);
        assertThat(index.count(collection)).isEqualTo(3);
    }

    /** Writes that many chunks and commits. */
    protected void write(ChunkOwner owner, int count) {
        index.write(
                collection,
                TextAnalysis.ENGLISH,
                IntStream.range(0, count)
                        .mapToObj(i -> chunk(owner, i, "number " + i, unit(i % DIMENSIONS)))
                        .toList());
        index.commit(collection);
    }

    protected static CollectionRef newCollection() {
        return new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    }

    protected static ChunkOwner newOwner() {
        return new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
    }

    protected static EmbeddedChunk chunk(ChunkOwner owner, int ordinal, String text, float[] vector) {
        Chunk chunk = new Chunk(ordinal, text, List.of(), List.of(new PageSpan(1, 0, text.length())), 1);
        return new EmbeddedChunk(owner, chunk, vector, Attributes.NONE);
    }

    /** A unit vector along one axis. */
    protected static float[] unit(int axis) {
        float[] vector = new float[DIMENSIONS];
        vector[axis] = 1;
        return vector;
    }

    private static float[] vector(float x, float y) {
        float[] vector = new float[DIMENSIONS];
        vector[0] = x;
        vector[1] = y;
        return vector;
    }

    private static float[] random(Random random, int dimensions) {
        float[] vector = new float[dimensions];
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }

    private static Set<ChunkKey> nearest(List<EmbeddedChunk> all, float[] query, int limit) {
        List<ChunkHit> hits = new ArrayList<>();
        for (EmbeddedChunk chunk : all) {
            double dot = 0;
            for (int i = 0; i < query.length; i++) {
                dot += query[i] * chunk.vector()[i];
            }
            hits.add(new ChunkHit(chunk.key(), dot));
        }
        hits.sort(ChunkHit.BEST_FIRST);
        return new HashSet<>(keys(hits.subList(0, limit)));
    }

    private static List<ChunkKey> keys(List<ChunkHit> hits) {
        return hits.stream().map(ChunkHit::key).toList();
    }

    private static void assertMismatch(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RaglineException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.EMBEDDING_MODEL_MISMATCH));
    }
}
