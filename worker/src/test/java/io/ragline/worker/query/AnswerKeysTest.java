package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.DurationConverter;
import io.ragline.catalog.ActiveIndex;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.IndexStatus;
import io.ragline.filter.FilterReader;
import io.ragline.model.GenerationOptions;
import io.ragline.model.QueryRequest;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.Turn;
import io.ragline.provider.ChatConfig;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.rerank.RerankConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which questions have the same answer. */
class AnswerKeysTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID TENANT = new UUID(0, 1);
    private static final UUID COLLECTION = new UUID(0, 2);
    private static final UUID OTHER_COLLECTION = new UUID(0, 3);
    private static final UUID REVISION = new UUID(0, 4);
    private static final GenerationOptions STANDARD = GenerationOptions.DEFAULT;

    /** A model by name only. */
    private record Named(String name) implements ChatModel {
        @Override
        public int contextTokens() {
            return 1000;
        }

        @Override
        public int maxAnswerTokens() {
            return 100;
        }

        @Override
        public int countTokens(String text) {
            return text.length();
        }

        @Override
        public Completion complete(ChatRequest request, ChatListener listener) {
            throw new UnsupportedOperationException("only its name is wanted");
        }
    }

    private static AnswerKeys keys(Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("ragline.chat.model", "big", "ragline.chat.models.small.model", "s-1"));
        all.putAll(settings);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ChatConfig.class)
                .withMapping(RerankConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
        return new AnswerKeys(
                JSON,
                new ChatModels(List.of(new Named("big"), new Named("small"))),
                config.getConfigMapping(ChatConfig.class),
                config.getConfigMapping(RerankConfig.class));
    }

    private static ActiveIndex index(UUID collection, UUID index, UUID revision) {
        CollectionIndexEntity entity = new CollectionIndexEntity();
        entity.id = index;
        entity.collectionId = collection;
        entity.tenantId = TENANT;
        entity.status = IndexStatus.ACTIVE;
        return new ActiveIndex(entity, revision);
    }

    private static QueryRequest query(String question, SearchOptions search, boolean generate, GenerationOptions how) {
        return new QueryRequest(
                question, List.of(COLLECTION, OTHER_COLLECTION), search, generate, how, UUID.randomUUID(), null, false);
    }

    private static QueryRequest query(String question) {
        return query(question, SearchOptions.DEFAULT, true, STANDARD);
    }

    private static AnswerKeys.Asked asked(QueryRequest query) {
        return new AnswerKeys.Asked(
                TENANT, query, query.question(), List.of(), List.of(index(COLLECTION, COLLECTION, REVISION)));
    }

    private static AnswerKey key(AnswerKeys.Asked asked) {
        return keys(Map.of()).of(asked).orElseThrow();
    }

    private static final AnswerKey USUAL = key(asked(query("Who trims the lamp?")));

    private static void differs(AnswerKey key) {
        assertThat(key.name()).isNotEqualTo(USUAL.name());
        assertThat(key.scope()).isNotEqualTo(USUAL.scope());
    }

    @Test
    void spaces_and_the_conversation_do_not_matter() {
        assertThat(key(asked(query("  Who  trims\tthe lamp? "))).name()).isEqualTo(USUAL.name());
    }

    @Test
    void another_question_is_another_in_the_same_scope() {
        AnswerKey other = key(asked(query("Who trims the lamps?")));

        assertThat(other.name()).isNotEqualTo(USUAL.name());
        assertThat(other.scope()).isEqualTo(USUAL.scope());
    }

    @Test
    void what_is_searched_for_matters() {
        AnswerKeys.Asked asked = asked(query("Who trims the lamp?"));

        assertThat(key(new AnswerKeys.Asked(TENANT, asked.query(), "the lamp of the tower", List.of(), asked.where()))
                        .name())
                .isNotEqualTo(USUAL.name());
    }

    @Test
    void a_question_is_not_split_otherwise() {
        AnswerKeys.Asked one = asked(query("a b"));

        assertThat(key(new AnswerKeys.Asked(TENANT, query("a"), "b c", List.of(), one.where()))
                        .name())
                .isNotEqualTo(key(new AnswerKeys.Asked(TENANT, query("a b"), "c", List.of(), one.where()))
                        .name());
    }

    @Test
    void whoever_asks_matters() {
        AnswerKeys.Asked asked = asked(query("Who trims the lamp?"));

        differs(key(
                new AnswerKeys.Asked(new UUID(9, 9), asked.query(), asked.searchedFor(), List.of(), asked.where())));
    }

    @Test
    void what_was_said_before_matters() {
        AnswerKeys.Asked asked = asked(query("Who trims the lamp?"));

        differs(key(new AnswerKeys.Asked(
                TENANT,
                asked.query(),
                asked.searchedFor(),
                List.of(new Turn(Turn.Role.USER, "Hello")),
                asked.where())));
    }

    @Test
    void where_is_searched_matters() {
        QueryRequest query = query("Who trims the lamp?");
        ActiveIndex usual = index(COLLECTION, COLLECTION, REVISION);
        ActiveIndex other = index(OTHER_COLLECTION, OTHER_COLLECTION, REVISION);
        for (List<ActiveIndex> where : List.of(
                List.of(index(COLLECTION, COLLECTION, new UUID(9, 9))),
                List.of(index(COLLECTION, new UUID(9, 9), REVISION)),
                List.of(other),
                List.of(usual, other))) {
            differs(key(new AnswerKeys.Asked(TENANT, query, query.question(), List.of(), where)));
        }
        assertThat(key(new AnswerKeys.Asked(TENANT, query, query.question(), List.of(), List.of(usual, other))))
                .as("the catalogue may give them in any order")
                .isEqualTo(
                        key(new AnswerKeys.Asked(TENANT, query, query.question(), List.of(), List.of(other, usual))));
    }

    @Test
    void how_is_searched_matters() throws Exception {
        SearchOptions standard = SearchOptions.DEFAULT;
        for (SearchOptions search : List.of(
                standard.top(9),
                standard.in(SearchMode.TEXT),
                standard.weighing(0.5),
                new SearchOptions(SearchMode.HYBRID, 8, 0.6, 0.1, null),
                new SearchOptions(
                        SearchMode.HYBRID,
                        8,
                        0.6,
                        0,
                        FilterReader.read(JSON.readTree("{\"field\": \"page\", \"equals\": 3}"))))) {
            differs(key(asked(query("Who trims the lamp?", search, true, STANDARD))));
        }
    }

    @Test
    void how_it_is_answered_matters() {
        for (GenerationOptions how : List.of(
                new GenerationOptions("small", null, null, null),
                new GenerationOptions(GenerationOptions.EXTRACTIVE, null, null, null),
                new GenerationOptions(null, 0.0, null, null),
                new GenerationOptions(null, null, 17, null),
                new GenerationOptions(null, null, null, "{}"))) {
            differs(key(asked(query("Who trims the lamp?", SearchOptions.DEFAULT, true, how))));
        }
        differs(key(asked(query("Who trims the lamp?", SearchOptions.DEFAULT, false, STANDARD))));
    }

    @Test
    void the_standard_model_by_its_name_is_the_same() {
        AnswerKey named = key(asked(query(
                "Who trims the lamp?", SearchOptions.DEFAULT, true, new GenerationOptions("big", null, null, null))));

        assertThat(named).isEqualTo(USUAL);
        assertThat(named.writer()).isEqualTo("big");
    }

    @Test
    void which_model_a_name_stands_for_matters() {
        for (String setting : List.of("ragline.chat.base-url", "ragline.chat.azure-api-version")) {
            differs(keys(Map.of(setting, "http://localhost:1/v1"))
                    .of(asked(query("Who trims the lamp?")))
                    .orElseThrow());
        }
        differs(keys(Map.of("ragline.chat.context-tokens", "1"))
                .of(asked(query("Who trims the lamp?")))
                .orElseThrow());
        assertThat(keys(Map.of("ragline.chat.api-key", "secret")).of(asked(query("Who trims the lamp?"))))
                .contains(USUAL);
    }

    @Test
    void who_reranks_matters() {
        differs(keys(Map.of("ragline.rerank.url", "http://localhost:1/rerank"))
                .of(asked(query("Who trims the lamp?")))
                .orElseThrow());
    }

    @Test
    void nothing_is_kept_where_it_is_not_known_what_an_answer_depends_on() {
        QueryRequest query = query("Who trims the lamp?");
        AnswerKeys keys = keys(Map.of());

        assertThat(keys.of(new AnswerKeys.Asked(
                        TENANT, query, query.question(), List.of(), List.of(index(COLLECTION, COLLECTION, null)))))
                .isEmpty();
        assertThat(keys.of(new AnswerKeys.Asked(TENANT, query, query.question(), List.of(), List.of())))
                .isEmpty();
        assertThat(keys.of(asked(query(
                        "Who trims the lamp?",
                        SearchOptions.DEFAULT,
                        true,
                        new GenerationOptions("gone", null, null, null)))))
                .isEmpty();
    }
}
