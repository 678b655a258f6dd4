package io.ragline.worker.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.ActiveIndex;
import io.ragline.model.GenerationOptions;
import io.ragline.model.QueryRequest;
import io.ragline.model.SearchOptions;
import io.ragline.model.Turn;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ChatProvider;
import io.ragline.worker.cache.EntryName;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.rerank.RerankConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which questions have the same answer: those for which nothing differs that an answer depends on. */
@ApplicationScoped
class AnswerKeys {
    /** Raise it whenever the same question comes to be answered otherwise by a new release. */
    private static final int FORM = 2;

    private static final List<String> PROMPTS = List.of("/prompts/answer.txt", "/prompts/answer-json.txt");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final ObjectMapper json;
    private final ChatModels models;
    private final ChatConfig providers;
    private final List<String> reranker;
    private final String prompt;

    AnswerKeys(ObjectMapper json, ChatModels models, ChatConfig providers, RerankConfig rerank) {
        this.json = json;
        this.models = models;
        this.providers = providers;
        this.reranker = rerank.url()
                .map(url -> List.of(url.toString(), rerank.model().orElse(""), Integer.toString(rerank.passages())))
                .orElse(List.of());
        this.prompt = EntryName.of(PROMPTS.stream().map(AnswerKeys::read).toArray(String[]::new));
    }

    /**
     * A question with all that its answer depends on.
     *
     * @param tenantId who asks
     * @param query as it was asked
     * @param searchedFor what is searched for
     * @param history what was said before, as the model sees it
     * @param where the indexes that are searched
     */
    record Asked(UUID tenantId, QueryRequest query, String searchedFor, List<Turn> history, List<ActiveIndex> where) {
        Asked {
            history = List.copyOf(history);
            where = List.copyOf(where);
        }
    }

    private record Place(UUID collectionId, @Nullable UUID revision, UUID indexId) {
        static Place of(ActiveIndex active) {
            return new Place(active.index().collectionId, active.revision(), active.index().id);
        }
    }

    /**
     * How the answer is written; the model by what it is rather than by its name, which may come to mean another. Rules of a
     * collection's own are covered by its revision.
     */
    private record Writing(
            List<String> model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable String jsonSchema,
            List<Turn> history,
            String prompt) {}

    private record Scope(
            int form,
            UUID tenantId,
            List<Place> where,
            SearchOptions search,
            List<String> reranker,
            @Nullable Writing writing) {}

    /** The question's key; nothing where it isn't known what is searched, or which model is to answer. */
    Optional<AnswerKey> of(Asked asked) {
        String model = asked.query().generation().model();
        if (asked.where().isEmpty()
                || asked.where().stream().anyMatch(index -> index.revision() == null)
                || !(model == null
                        || model.equals(GenerationOptions.EXTRACTIVE)
                        || writer(model).isPresent())) {
            return Optional.empty();
        }
        // in the order that was asked for: the rules of the first collection that has any go before those of others
        List<Place> where = asked.where().stream()
                .map(Place::of)
                .sorted(Comparator.comparing(
                        place -> asked.query().collectionIds().indexOf(place.collectionId())))
                .toList();
        GenerationOptions options = asked.query().generation();
        Writing writing = asked.query().generate() ? writing(asked, options) : null;
        String scope =
                write(new Scope(FORM, asked.tenantId(), where, asked.query().search(), reranker, writing));
        return Optional.of(new AnswerKey(
                EntryName.of(scope, plain(asked.query().question()), plain(asked.searchedFor())),
                EntryName.of(scope),
                writer(options.model()).map(ChatModel::name).orElse(GenerationOptions.EXTRACTIVE)));
    }

    private Writing writing(Asked asked, GenerationOptions options) {
        return new Writing(
                writer(options.model()).map(model -> identity(model.name())).orElse(List.of()),
                options.temperature(),
                options.maxTokens(),
                options.jsonSchema(),
                asked.history(),
                prompt);
    }

    private Optional<ChatModel> writer(@Nullable String name) {
        return GenerationOptions.EXTRACTIVE.equals(name) ? Optional.empty() : models.named(name);
    }

    private List<String> identity(String name) {
        ChatProvider provider = Objects.requireNonNullElse(providers.models().get(name), providers.standard());
        return Stream.of(
                        name,
                        provider.baseUrl(),
                        provider.model().orElse(""),
                        provider.azureApiVersion().orElse(""),
                        provider.contextTokens(),
                        provider.maxAnswerTokens())
                .map(Object::toString)
                .toList();
    }

    private static String plain(String question) {
        return SPACES.matcher(question.strip()).replaceAll(" ");
    }

    private String write(Scope scope) {
        try {
            return json.writeValueAsString(scope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What an answer depends on is always JSON", e);
        }
    }

    private static String read(String name) {
        try (InputStream in = AnswerKeys.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The worker's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
