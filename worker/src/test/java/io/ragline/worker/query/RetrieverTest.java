package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.ragline.catalog.VisibleVersion;
import io.ragline.filter.Attributes;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.Passage;
import io.ragline.model.QueryResult;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.HashingEmbedder;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.EmbeddedChunk;
import io.ragline.worker.index.InMemoryChunkIndex;
import io.ragline.worker.rerank.NotRerankedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetrieverTest {
    private final InMemoryChunkIndex index = new InMemoryChunkIndex();
    private final HashingEmbedder embedder = new HashingEmbedder();
    private final Map<CollectionRef, Map<UUID, VisibleVersion>> visible = new HashMap<>();
    private final Retriever retriever = new Retriever(index, this::visible, Reranking.OFF);
    private final CollectionRef collection = newCollection();

    private Map<UUID, VisibleVersion> visible(CollectionRef where, Set<UUID> ids) {
        Map<UUID, VisibleVersion> found = new HashMap<>(visible.getOrDefault(where, Map.of()));
        found.keySet().retainAll(ids);
        return found;
    }

    @Test
    void the_best_passage_comes_first_with_all_its_scores() {
        ChunkOwner pump = write(collection, "pump.pdf", "prime the pump with water", "close the valve");
        write(collection, "law.pdf", "parliament met in spring");

        List<Passage> passages = retrieve("pump water", SearchOptions.DEFAULT);

        Passage best = passages.getFirst();
        assertThat(best.documentId()).isEqualTo(pump.documentId());
        assertThat(best.filename()).isEqualTo("pump.pdf");
        assertThat(best.chunk().text()).isEqualTo("prime the pump with water");
        assertThat(best.score()).isEqualTo(1);
        assertThat(best.relevance().vector()).isBetween(0.5, 1.0);
        assertThat(best.relevance().text()).isPositive();
        assertThat(passages).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void only_the_searches_of_the_mode_are_made() {
        write(collection, "a.pdf", "prime the pump");

        Passage byVector = retrieve("pump", options(SearchMode.VECTOR, 5)).getFirst();
        Passage byText = retrieve("pump", options(SearchMode.TEXT, 5)).getFirst();

        assertThat(byVector.relevance().text()).isNull();
        assertThat(byVector.relevance().vector()).isNotNull();
        assertThat(byText.relevance().vector()).isNull();
        assertThat(byText.relevance().text()).isNotNull();
    }

    @Test
    void passages_come_with_their_neighbours() {
        write(collection, "a.pdf", "first part", "prime the pump", "last part");

        Passage middle = retrieve("prime pump", options(SearchMode.TEXT, 1)).getFirst();

        assertThat(middle.surroundings().before()).isEqualTo("first part");
        assertThat(middle.surroundings().after()).isEqualTo("last part");
        Passage first = retrieve("first", options(SearchMode.TEXT, 1)).getFirst();
        assertThat(first.surroundings().before()).isNull();
        assertThat(first.surroundings().after()).isEqualTo("prime the pump");
    }

    @Test
    void passages_below_the_least_score_are_left_out() {
        write(collection, "a.pdf", "prime the pump with water", "close the valve", "parliament met in spring");

        assertThat(retrieve("pump water", new SearchOptions(SearchMode.HYBRID, 8, 0.6, 0.5, null)))
                .hasSize(1);
    }

    @Test
    void phrases_have_to_be_there() {
        write(collection, "a.pdf", "prime the pump with water", "the pump is primed, close the valve");

        assertThat(retrieve("how to \"prime the pump\"", SearchOptions.DEFAULT))
                .extracting(passage -> passage.chunk().text())
                .containsExactly("prime the pump with water");
    }

    @Test
    void a_reranker_has_the_last_word() {
        write(collection, "a.pdf", "pump pump pump", "the pump and its water", "valves");
        Retriever reranked = new Retriever(
                index,
                this::visible,
                new Reranking(
                        (question, texts) -> texts.stream()
                                .map(text -> text.contains("water") ? 0.9 : 0.2)
                                .toList(),
                        10));

        Retrieval found = reranked.retrieve("pump", List.of(searched(collection)), SearchOptions.DEFAULT, false);

        assertThat(found.rerank()).isEqualTo(QueryResult.Rerank.applied(3));
        Passage best = found.passages().getFirst();
        assertThat(best.chunk().text()).isEqualTo("the pump and its water");
        assertThat(best.score()).isEqualTo(0.9);
        assertThat(best.relevance().rerank()).isEqualTo(0.9);
        assertThat(best.relevance().fused()).isBetween(0.0, 1.0);
    }

    @Test
    void without_its_reranker_the_fused_order_stays_and_the_result_says_so() {
        write(collection, "a.pdf", "prime the pump with water", "close the valve");
        Retriever reranked = new Retriever(
                index,
                this::visible,
                new Reranking(
                        (question, texts) -> {
                            throw new NotRerankedException("it took too long", null);
                        },
                        10));

        Retrieval found = reranked.retrieve("pump water", List.of(searched(collection)), SearchOptions.DEFAULT, false);

        assertThat(found.passages())
                .isEqualTo(retriever
                        .retrieve("pump water", List.of(searched(collection)), SearchOptions.DEFAULT, false)
                        .passages());
        assertThat(found.rerank()).isEqualTo(QueryResult.Rerank.skipped("The fused order stays: it took too long."));
    }

    @Test
    void no_more_than_top_k_come() {
        write(
                collection,
                "a.pdf",
                IntStream.range(0, 30).mapToObj(i -> "pump " + i).toArray(String[]::new));

        assertThat(retrieve("pump", options(SearchMode.HYBRID, 7))).hasSize(7);
    }

    @Test
    void deleted_documents_and_other_attempts_are_never_seen() {
        ChunkOwner current = write(collection, "a.pdf", "pump one");
        ChunkOwner late = new ChunkOwner(current.documentId(), current.versionId(), 2);
        put(collection, late, "pump two");
        ChunkOwner deleted = write(collection, "gone.pdf", "pump three");
        hide(deleted);

        assertThat(retrieve("pump", SearchOptions.DEFAULT))
                .extracting(passage -> passage.chunk().text())
                .containsExactly("pump one");
    }

    @Test
    void a_visible_passage_is_found_behind_hundreds_of_superseded_ones() {
        for (int i = 0; i < 9; i++) {
            ChunkOwner old = write(
                    collection,
                    "old.pdf",
                    IntStream.range(0, 100).mapToObj(n -> "pump").toArray(String[]::new));
            hide(old);
        }
        write(collection, "new.pdf", "the pump of the new house");

        assertThat(retrieve("pump", SearchOptions.DEFAULT)).hasSize(1);
    }

    @Test
    void several_collections_are_searched_as_one() {
        CollectionRef other = newCollection();
        write(collection, "a.pdf", "the pump is here", "nothing");
        write(other, "b.pdf", "prime the pump with water");
        write(newCollection(), "c.pdf", "pump water pump water");

        Retrieval found = retriever.retrieve(
                "pump water", List.of(searched(collection), searched(other)), SearchOptions.DEFAULT, false);

        assertThat(found.passages()).extracting(Passage::filename).containsExactly("b.pdf", "a.pdf", "a.pdf");
        assertThat(found.embedding()).isPositive();
        assertThat(found.searching()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "HYBRID"})
    void a_word_is_as_rare_as_in_all_that_is_searched(SearchMode mode) {
        CollectionRef big = newCollection();
        CollectionRef small = newCollection();
        museum(big);
        turbine(small);
        museum(collection);
        turbine(collection);
        String question = "How often must the coolant of turbine T-9 be replaced?";
        SearchOptions options = options(mode, 100);

        List<Passage> together = retriever
                .retrieve(question, List.of(searched(big), searched(small)), options, false)
                .passages();

        assertThat(together.getFirst().filename()).isEqualTo("t9.txt");
        assertThat(together)
                .as("as if they were one collection")
                .extracting(Passage::filename, Passage::score)
                .containsExactlyInAnyOrderElementsOf(
                        retriever.retrieve(question, List.of(searched(collection)), options, false).passages().stream()
                                .map(passage -> tuple(passage.filename(), passage.score()))
                                .toList());
    }

    @Test
    void what_other_terms_find_counts_by_how_much_of_the_question_it_has() {
        CollectionRef big = newCollection();
        CollectionRef small = newCollection();
        museum(big);
        put(
                small,
                TextAnalysis.ICU,
                "t9.txt",
                "The coolant of turbine T-9 must be replaced every 500 hours of operation.");
        put(small, TextAnalysis.ICU, "oil.txt", "Oil is changed in spring.");

        List<Passage> found = new Retriever(index, this::visible, Reranking.OFF)
                .retrieve(
                        "How often must the coolant of turbine T-9 be replaced?",
                        List.of(searched(big), new SearchedIndex(small, embedder, TextAnalysis.ICU)),
                        options(SearchMode.TEXT, 3),
                        false)
                .passages();

        assertThat(found.getFirst().filename()).isEqualTo("t9.txt");
    }

    private void museum(CollectionRef into) {
        for (int i = 0; i < 60; i++) {
            write(
                    into,
                    "page-%02d.txt".formatted(i),
                    "Visitors see painting number %d in hall %d.".formatted(i, i % 7));
        }
        write(into, "poster.txt", "The museum replaced a coolant poster in the lobby.");
    }

    private void turbine(CollectionRef into) {
        write(into, "t9.txt", "The coolant of turbine T-9 must be replaced every 500 hours of operation.");
        write(into, "t8.txt", "The coolant of turbine T-8 is water.");
        write(into, "oil.txt", "Oil is changed in spring.");
    }

    @Test
    void repeats_leave_room_for_what_else_there_is() {
        for (int i = 0; i < 60; i++) {
            write(
                    collection,
                    "notice-%d.txt".formatted(i),
                    "The pump is closed for repair and the water is off until the pump is primed again by the keeper.");
        }
        write(collection, "how.txt", "Prime the pump by hand.");
        write(collection, "who.txt", "Only a mechanic may open it, for water in it is hot.");

        for (Retriever each : List.of(retriever, new Retriever(index, this::visible, inFusedOrder()))) {
            List<Passage> passages = each.retrieve(
                            "pump water closed repair",
                            List.of(searched(collection)),
                            options(SearchMode.HYBRID, 3),
                            false)
                    .passages();

            assertThat(passages).hasSize(3);
            assertThat(passages).extracting(Passage::filename).contains("how.txt", "who.txt");
            assertThat(passages.getFirst().surroundings().repeats()).hasSize(59);
        }
    }

    private static Reranking inFusedOrder() {
        return new Reranking(
                (question, texts) -> IntStream.range(0, texts.size())
                        .mapToObj(i -> 1 - i / 100.0)
                        .toList(),
                50);
    }

    @Test
    void scores_of_a_reranker_that_are_far_out_keep_their_order() {
        write(collection, "a.pdf", "pump pump pump", "the pump and its water", "valves of the pump");
        Retriever reranked = new Retriever(
                index,
                this::visible,
                new Reranking(
                        (question, texts) -> texts.stream()
                                .map(text -> text.contains("water") ? 90.0 : text.contains("valves") ? 60.0 : 40.0)
                                .toList(),
                        10));

        List<Passage> found = reranked.retrieve("pump", List.of(searched(collection)), SearchOptions.DEFAULT, false)
                .passages();

        assertThat(found)
                .extracting(passage -> passage.chunk().text())
                .containsExactly("the pump and its water", "valves of the pump", "pump pump pump");
        assertThat(found).extracting(Passage::score).allMatch(score -> score <= 1);
    }

    @Test
    void scores_of_a_reranker_without_bounds_are_brought_between_0_and_1() {
        write(collection, "a.pdf", "the pump and its water", "valves");
        Retriever reranked = new Retriever(
                index,
                this::visible,
                new Reranking(
                        (question, texts) -> texts.stream()
                                .map(text -> text.contains("water") ? 3.0 : -3.0)
                                .toList(),
                        10));

        List<Passage> found = reranked.retrieve("pump", List.of(searched(collection)), SearchOptions.DEFAULT, false)
                .passages();

        assertThat(found.getFirst().score()).isCloseTo(0.9526, within(1e-3));
        assertThat(found.getLast().score()).isCloseTo(0.0474, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    C++        | Written in C++ and Rust.   | Vitamin C is healthy.
                    12(3)      | See § 12(3) of the act.    | 12 - 3 coins are missing.
                    ACE-2      | the ACE–2 receptor         | Ace, 2 of hearts
                    Dear Sir-- | “Dear Sir”--they wrote     | Dear sir, they wrote
                    """)
    void signs_in_phrases_have_to_be_there(String phrase, String found, String other) {
        write(collection, "a.pdf", found, other);

        for (SearchMode mode : SearchMode.values()) {
            assertThat(retrieve("\"%s\"".formatted(phrase), options(mode, 8)))
                    .as(mode.id())
                    .extracting(passage -> passage.chunk().text())
                    .containsExactly(found);
        }
    }

    @Test
    void marks_of_sentences_in_phrases_need_not_be_there() {
        write(collection, "a.pdf", "Dear Sir or Madam - thank you.", "dear me");

        assertThat(retrieve("\"dear sir, or Madam!\"", SearchOptions.DEFAULT)).hasSize(1);
    }

    @Test
    void an_empty_collection_has_no_passages() {
        assertThat(retrieve("pump", SearchOptions.DEFAULT)).isEmpty();
        assertThat(retriever
                        .retrieve("pump", List.of(), SearchOptions.DEFAULT, false)
                        .passages())
                .isEmpty();
    }

    private List<Passage> retrieve(String question, SearchOptions options) {
        return retriever
                .retrieve(question, List.of(searched(collection)), options, true)
                .passages();
    }

    private SearchedIndex searched(CollectionRef where) {
        return new SearchedIndex(where, embedder, TextAnalysis.ENGLISH);
    }

    private static SearchOptions options(SearchMode mode, int topK) {
        return SearchOptions.DEFAULT.in(mode).top(topK);
    }

    private ChunkOwner write(CollectionRef into, String filename, String... texts) {
        ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
        visible.computeIfAbsent(into, any -> new HashMap<>())
                .put(owner.documentId(), new VisibleVersion(owner, filename, 3));
        put(into, owner, texts);
        return owner;
    }

    private void put(CollectionRef into, TextAnalysis analysis, String filename, String text) {
        ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
        visible.computeIfAbsent(into, any -> new HashMap<>())
                .put(owner.documentId(), new VisibleVersion(owner, filename, 3));
        put(into, analysis, owner, text);
    }

    private void hide(ChunkOwner owner) {
        visible.values().forEach(documents -> documents.remove(owner.documentId()));
    }

    private void put(CollectionRef into, ChunkOwner owner, String... texts) {
        put(into, TextAnalysis.ENGLISH, owner, texts);
    }

    private void put(CollectionRef into, TextAnalysis analysis, ChunkOwner owner, String... texts) {
        index.write(
                into,
                analysis,
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new EmbeddedChunk(
                                owner,
                                new Chunk(i, texts[i], List.of(), List.of(new PageSpan(1, 0, texts[i].length())), 3),
                                embedder.embedQuery(texts[i]),
                                Attributes.NONE))
                        .toList());
        index.commit(into);
    }

    private static CollectionRef newCollection() {
        return new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    }
}
