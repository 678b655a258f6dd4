package io.ragline.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.filter.Attributes;
import io.ragline.filter.FilterReader;
import io.ragline.filter.SearchFilter;
import io.ragline.model.Chunk;
import io.ragline.model.ChunkOwner;
import io.ragline.model.PageSpan;
import io.ragline.model.TextAnalysis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ChunkIndex} finds when a search is limited: by filters, by phrases, by what stands for itself. */
public abstract class ChunkQueryContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIMENSIONS = 16;

    private final CollectionRef collection = new CollectionRef(UUID.randomUUID(), UUID.randomUUID());
    private ChunkIndex index;

    protected abstract ChunkIndex open();

    @BeforeEach
    void openIndex() {
        index = open();
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    private static Attributes document(String filename, String created, String metadata) {
        try {
            return Attributes.ofDocument(
                    List.of(filename), "application/pdf", "pdf", Instant.parse(created), JSON.readTree(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SearchFilter filter(String json) {
        try {
            return FilterReader.read(JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private EmbeddedChunk chunk(ChunkOwner owner, int ordinal, String text, int page, Attributes document) {
        float[] vector = new float[DIMENSIONS];
        vector[ordinal % DIMENSIONS] = 1;
        Chunk chunk = new Chunk(ordinal, text, List.of(), List.of(new PageSpan(page, 0, text.length())), 1);
        return new EmbeddedChunk(owner, chunk, vector, document);
    }

    private ChunkOwner put(Attributes document, String... texts) {
        return put(TextAnalysis.ENGLISH, document, texts);
    }

    private ChunkOwner put(TextAnalysis analysis, Attributes document, String... texts) {
        ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
        List<EmbeddedChunk> chunks = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            chunks.add(chunk(owner, i, texts[i], i + 1, document));
        }
        index.write(collection, analysis, chunks);
        index.commit(collection);
        return owner;
    }

    private static float[] anywhere() {
        float[] vector = new float[DIMENSIONS];
        Arrays.fill(vector, 0.25f);
        return vector;
    }

    private List<ChunkKey> byVector(ChunkQuery query) {
        return index.searchVector(collection, anywhere(), query, 1_000).stream()
                .map(ChunkHit::key)
                .sorted()
                .toList();
    }

    private List<ChunkKey> byText(ChunkQuery query) {
        return index.searchText(collection, query, 1_000).stream()
                .map(ChunkHit::key)
                .sorted()
                .toList();
    }

    private List<String> texts(ChunkQuery query) {
        List<ChunkKey> keys = byText(query);
        return keys.stream()
                .map(key -> index.fetch(collection, keys).get(key).text())
                .toList();
    }

    private static ChunkQuery where(String filter) {
        return new ChunkQuery("words", List.of(), filter(filter), TextAnalysis.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field': 'metadata.team', 'equals': 'sales'}",
                "{'field': 'metadata.team', 'in': ['sales', 'legal']}",
                "{'field': 'metadata.team', 'exists': true}",
                "{'field': 'metadata.team', 'exists': false}",
                "{'field': 'metadata.year', 'equals': 2024}",
                "{'field': 'metadata.year', 'gte': 2024}",
                "{'field': 'metadata.year', 'gt': 2024}",
                "{'field': 'metadata.year', 'lt': 2024.5, 'gt': 2023}",
                "{'field': 'metadata.year', 'lte': -1}",
                "{'field': 'metadata.final', 'equals': true}",
                "{'field': 'metadata.due', 'lte': '2026-01-31'}",
                "{'field': 'metadata.due', 'gt': '2026-01-31'}",
                "{'field': 'metadata.due', 'equals': '2026-01-31'}",
                "{'field': 'metadata.tags', 'equals': 'b'}",
                "{'field': 'metadata.tags', 'in': ['b', 'z', 7]}",
                "{'field': 'metadata.Straße 🙂', 'equals': 'Grüße'}",
                "{'field': 'metadata.sales', 'equals': 'team'}",
                "{'field': 'filename', 'equals': 'b.pdf'}",
                "{'field': 'type', 'equals': 'PDF'}",
                "{'field': 'type', 'equals': 'application/pdf'}",
                "{'field': 'type', 'equals': 'docx'}",
                "{'field': 'page', 'equals': 2}",
                "{'field': 'page', 'gte': 2, 'lt': 4}",
                "{'field': 'created', 'gte': '2025-06-01', 'lt': '2026-01-01T00:00:00Z'}",
                "{'and': [{'field': 'page', 'gte': 2}, {'field': 'metadata.team', 'equals': 'sales'}]}",
                "{'or': [{'field': 'page', 'equals': 1}, {'field': 'metadata.year', 'lt': 2000}]}",
                "{'not': {'field': 'metadata.team', 'equals': 'sales'}}",
                "{'not': {'not': {'or': [{'field': 'page', 'equals': 1}, {'not': {'field': 'metadata.year', 'exists': true}}]}}}",
                "{'and': [{'not': {'field': 'page', 'equals': 1}}, {'not': {'field': 'page', 'equals': 2}}]}",
            })
    void a_filter_lets_through_what_meets_it_and_nothing_else(String json) {
        List<Attributes> documents = List.of(
                document(
                        "a.pdf",
                        "2025-01-01T00:00:00Z",
                        "{\"team\": \"sales\", \"year\": 2024, \"final\": true, \"due\": \"2026-01-31T23:59:59.999Z\", \"tags\": [\"a\", \"b\"]}"),
                document(
                        "b.pdf",
                        "2025-07-01T10:00:00Z",
                        "{\"team\": \"legal\", \"year\": 2024.25, \"final\": false, \"due\": \"2026-01-31\", \"tags\": [7, true]}"),
                document(
                        "c.pdf",
                        "2026-01-01T00:00:00Z",
                        "{\"team\": \"Sales\", \"year\": -1.5, \"due\": \"2026-02-01\"}"),
                document(
                        "d.pdf",
                        "2026-02-01T00:00:00Z",
                        "{\"year\": \"2024\", \"Straße 🙂\": \"Grüße\", \"tags\": []}"));
        List<EmbeddedChunk> all = new ArrayList<>();
        for (Attributes document : documents) {
            ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
            for (int i = 0; i < 4; i++) {
                all.add(chunk(owner, i, "some words", i + 1, document));
            }
        }
        index.write(collection, TextAnalysis.ENGLISH, all);
        index.commit(collection);
        List<ChunkKey> expected = all.stream()
                .filter(chunk -> FilterOracle.meets(filter(json), chunk.attributes()))
                .map(EmbeddedChunk::key)
                .sorted()
                .toList();

        assertThat(byText(where(json))).isEqualTo(expected);
        assertThat(byVector(where(json))).isEqualTo(expected);
    }

    @Test
    void a_filter_finds_the_few_among_many() {
        Random random = new Random(7);
        List<EmbeddedChunk> all = new ArrayList<>();
        for (int d = 0; d < 300; d++) {
            Attributes document =
                    document(d + ".pdf", "2026-01-01T00:00:00Z", "{\"n\": %d, \"one\": %b}".formatted(d, d % 100 == 0));
            ChunkOwner owner = new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1);
            for (int i = 0; i < 10; i++) {
                all.add(chunk(owner, i, "some words " + random.nextInt(50), 1 + i / 2, document));
            }
        }
        index.write(collection, TextAnalysis.ENGLISH, all);
        index.commit(collection);

        assertThat(byVector(where("{'field': 'metadata.one', 'equals': true}"))).hasSize(30);
        assertThat(byText(where("{'field': 'metadata.one', 'equals': true}"))).hasSize(30);
        assertThat(byVector(where("{'field': 'metadata.n', 'gte': 10, 'lt': 12}")))
                .hasSize(20);
        assertThat(byVector(where("{'field': 'metadata.n', 'gte': 1000}"))).isEmpty();
    }

    @Test
    void what_is_known_of_a_document_can_change() {
        ChunkOwner owner =
                put(document("a.pdf", "2026-01-01T00:00:00Z", "{\"team\": \"sales\"}"), "words", "more words");
        put(document("b.pdf", "2026-01-01T00:00:00Z", "{\"team\": \"sales\"}"), "other words");

        index.describe(
                collection,
                TextAnalysis.ENGLISH,
                owner,
                document("renamed.pdf", "2026-01-01T00:00:00Z", "{\"team\": \"legal\"}"));
        index.commit(collection);

        assertThat(texts(where("{'field': 'metadata.team', 'equals': 'legal'}")))
                .containsExactly("words", "more words");
        assertThat(texts(where("{'field': 'metadata.team', 'equals': 'sales'}")))
                .containsExactly("other words");
        assertThat(byVector(where("{'field': 'filename', 'equals': 'renamed.pdf'}")))
                .hasSize(2);
        assertThat(byVector(where("{'field': 'page', 'equals': 2}"))).hasSize(1);
        assertThat(index.count(collection, owner)).isEqualTo(2);
        index.describe(
                collection,
                TextAnalysis.ENGLISH,
                new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1),
                Attributes.NONE);
        index.commit(collection);
        assertThat(index.count(collection)).isEqualTo(3);
    }

    @Test
    void a_phrase_has_to_stand_there_as_it_is() {
        put(
                Attributes.NONE,
                "The pump must not be started before the valve is open.",
                "Before the pump is started, the valve must be open.",
                "Started pumps opened valves.");

        for (String phrase : List.of("must not be started", "Must NOT be started!", "must not be  started")) {
            ChunkQuery query = new ChunkQuery("pump valve", List.of(phrase), null, TextAnalysis.ENGLISH);
            assertThat(texts(query)).containsExactly("The pump must not be started before the valve is open.");
            assertThat(byVector(query)).hasSize(1);
        }
        assertThat(byText(new ChunkQuery("pump", List.of("pump is", "valve must"), null, TextAnalysis.ENGLISH)))
                .hasSize(1);
        assertThat(byVector(new ChunkQuery("", List.of("start"), null, TextAnalysis.ENGLISH)))
                .as("no other form of the word")
                .isEmpty();
        assertThat(byVector(new ChunkQuery("", List.of("???"), null, TextAnalysis.ENGLISH)))
                .as("no word, no limit")
                .hasSize(3);
    }

    @Test
    void what_stands_for_itself_is_found_before_its_parts() {
        List<String> texts = List.of(
                "The ACE-2 receptor is bound by the protein.",
                "Ace of hearts, 2 of clubs.",
                "According to § 12(3) the fee is due.",
                "Section 12 has 3 paragraphs.",
                "Call foo_bar() before anything else.",
                "A foo is no bar.",
                "The IT department opens at nine.",
                "It opens at nine.",
                "Written in C++ and C#.",
                "Plan C has failed, plan B has not.",
                "Release 10.2.1 fixes that.",
                "Release 10 and release 2 broke 1 thing.");
        put(Attributes.NONE, texts.toArray(String[]::new));

        for (String[] asked : List.of(
                new String[] {"What is ACE-2?", texts.get(0)},
                new String[] {"ace2 receptor", texts.get(0)},
                new String[] {"What does § 12(3) say?", texts.get(2)},
                new String[] {"foo_bar()", texts.get(4)},
                new String[] {"foo_bar", texts.get(4)},
                new String[] {"When does the IT open?", texts.get(6)},
                new String[] {"C++", texts.get(8)},
                new String[] {"what changed in 10.2.1", texts.get(10)})) {
            List<ChunkHit> hits = index.searchText(collection, ChunkQuery.of(asked[0]), 10);
            ChunkKey first = hits.getFirst().key();
            assertThat(index.fetch(collection, List.of(first)).get(first).text())
                    .as(asked[0])
                    .isEqualTo(asked[1]);
        }
    }

    @Test
    void other_languages_are_found_by_the_words_of_their_own() {
        put(
                TextAnalysis.ICU,
                Attributes.NONE,
                "東京都に住んでいます。",
                "ภาษาไทยเขียนโดยไม่มีช่องว่าง",
                "Der Übergang über die Straße",
                "Η Αθήνα είναι η πρωτεύουσα",
                "القاهرة هي عاصمة مصر");

        for (String word : List.of("東京都", "ภาษาไทย", "ubergang", "STRASSE", "αθηνα", "عاصمة")) {
            assertThat(byText(new ChunkQuery(word, List.of(), null, TextAnalysis.ICU)))
                    .as(word)
                    .hasSize(1);
        }
        assertThat(byVector(new ChunkQuery("", List.of("είναι η πρωτεύουσα"), null, TextAnalysis.ICU)))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void characters_that_mean_the_same_are_found_by_each_other(TextAnalysis analysis) {
        List<String[]> pairs = List.of(
                new String[] {"Anna’s pump", "Anna's pump"},
                new String[] {"it doesn’t start", "it doesn't start"},
                new String[] {"the oil ﬁlter", "the oil filter"},
                new String[] {"a gap of 5 μm", "a gap of 5 µm"},
                new String[] {"pure H₂O only", "pure H2O only"},
                new String[] {"Zürich office", "Zurich office"},
                new String[] {"a naïve way", "a naive way"},
                new String[] {"ＡＢＣ１２", "ABC12"});
        ChunkOwner owner = put(
                analysis, Attributes.NONE, pairs.stream().map(pair -> pair[0]).toArray(String[]::new));
        ChunkOwner plain = put(
                analysis, Attributes.NONE, pairs.stream().map(pair -> pair[1]).toArray(String[]::new));

        for (int i = 0; i < pairs.size(); i++) {
            for (String asked : pairs.get(i)) {
                ChunkQuery query = new ChunkQuery(asked, List.of(asked), null, analysis);
                assertThat(byVector(query))
                        .as(asked)
                        .containsExactlyInAnyOrder(new ChunkKey(owner, i), new ChunkKey(plain, i));
                List<ChunkHit> hits =
                        index.searchText(collection, new ChunkQuery(asked, List.of(), null, analysis), 100);
                assertThat(hits.subList(0, 2))
                        .as(asked)
                        .extracting(ChunkHit::key)
                        .containsExactlyInAnyOrder(new ChunkKey(owner, i), new ChunkKey(plain, i));
            }
        }
    }

    @Test
    void a_raised_number_behind_a_word_is_none_of_its_letters() {
        put(Attributes.NONE, "the yearly fee¹ is due", "Ragline™ answers");

        assertThat(byText(ChunkQuery.of("fee"))).hasSize(1);
        assertThat(byText(ChunkQuery.of("ragline"))).hasSize(1);
    }

    @Test
    void a_phrase_of_words_that_nothing_is_ranked_by_is_found() {
        put(
                Attributes.NONE,
                "To be, or not to be: that is the question.",
                "Not a word of that.",
                "The question is open.");

        ChunkQuery alone =
                new ChunkQuery("to be or not to be", List.of("to be or not to be"), null, TextAnalysis.ENGLISH);
        assertThat(texts(alone)).containsExactly("To be, or not to be: that is the question.");
        ChunkQuery among = new ChunkQuery("why not to be", List.of("not to be"), null, TextAnalysis.ENGLISH);
        assertThat(texts(among)).containsExactly("To be, or not to be: that is the question.");
        ChunkQuery withOther = new ChunkQuery("open or not a word", List.of("not a word"), null, TextAnalysis.ENGLISH);
        assertThat(texts(withOther)).containsExactly("Not a word of that.");
    }

    @Test
    void scores_by_words_mean_the_same_in_all_collections_of_a_search() {
        CollectionRef other = new CollectionRef(collection.tenantId(), UUID.randomUUID());
        CollectionRef never = new CollectionRef(collection.tenantId(), UUID.randomUUID());
        for (int i = 0; i < 40; i++) {
            put(Attributes.NONE, "painting number " + i);
        }
        put(Attributes.NONE, "the pump was replaced");
        index.write(
                other,
                TextAnalysis.ENGLISH,
                List.of(
                        chunk(
                                new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1),
                                0,
                                "the pump was replaced",
                                1,
                                Attributes.NONE),
                        chunk(
                                new ChunkOwner(UUID.randomUUID(), UUID.randomUUID(), 1),
                                1,
                                "the pump was painted",
                                1,
                                Attributes.NONE)));
        index.commit(other);

        TextSearch search =
                index.searchText(List.of(collection, other, never), ChunkQuery.of("when was the pump replaced?"));

        double here = search.in(collection, 10).getFirst().score();
        assertThat(search.in(other, 10).getFirst().score()).isCloseTo(here, within(here * sameScore()));
        assertThat(search.in(never, 10)).isEmpty();
        assertThat(search.full()).isPositive();
    }

    /** How far apart scores of the same text may be, since the length of the texts beside it may count. */
    protected double sameScore() {
        return 1e-6;
    }

    @Test
    void many_conditions_and_values_are_no_error() {
        put(document("a.pdf", "2026-01-01T00:00:00Z", "{\"k\": \"" + "x".repeat(15_000) + "\"}"), "words");
        String many = String.join(
                ",",
                Stream.iterate(1, i -> i + 1)
                        .limit(1_000)
                        .map(i -> "'v" + i + "'")
                        .toList());

        assertThat(byText(where("{'field': 'metadata.k', 'in': [%s]}".formatted(many))))
                .isEmpty();
        assertThat(byText(where("{'field': 'metadata.k', 'equals': '%s'}".formatted("x".repeat(15_000)))))
                .hasSize(1);
        assertThat(byText(where("{'field': 'metadata.k', 'equals': '%s'}".formatted("x".repeat(14_999)))))
                .isEmpty();
    }
}
