package io.ragline.api.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.Coded;
import io.ragline.filter.BadFilterException;
import io.ragline.filter.FilterReader;
import io.ragline.filter.SearchFilter;
import io.ragline.model.GenerationOptions;
import io.ragline.model.QueryRequest;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.Turn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question to be answered.
 *
 * @param question what is asked
 * @param collections where to look; unless given the conversation's, else {@code default}
 * @param topK how many passages
 * @param mode which searches find them
 * @param vectorWeight share of the vector search in the score of a hybrid search
 * @param minScore passages with a lower score are left out
 * @param filter what the passages have to meet
 * @param generate whether an answer is wanted, or the passages alone
 * @param model that answers; the standard one unless given
 * @param temperature how freely it chooses its words
 * @param maxTokens of the answer
 * @param responseFormat the form that the answer is to have
 * @param priority {@code high}, {@code normal} or {@code low}
 * @param notBefore when it may be answered, ISO-8601
 * @param webhookUrl told when the job has ended
 * @param conversationId the conversation that it continues
 */
@Schema(name = "Query", requiredProperties = "question")
public record QueryBody(
        @Schema(examples = "How often must the filter be changed?")
        @Pattern(
                regexp = "(?s).*[^\\p{Cntrl}\\s].*",
                message = "Ask a question: 'question' is empty.",
                payload = Coded.QuestionEmpty.class)
        @NotNull(message = "Ask a question: 'question' is empty.", payload = Coded.QuestionEmpty.class)
        @Size(
                max = MAX_QUESTION,
                message = "A question has at most " + MAX_QUESTION + " characters.",
                payload = Coded.QuestionTooLong.class)
        @FewPhrases
        @Nullable
        String question,

        @Schema(
                description =
                        "Names of collections; unless given those of the conversation, else 'default', or the only one that the key is for")
        @Size(min = 1, max = 20, message = "Name 1 to 20 collections, or leave 'collections' out.")
        @Nullable
        List<@NotBlank(message = "A collection's name is empty.") String> collections,

        @Schema(defaultValue = "8")
        @Min(value = 1, message = "topK is 1 to " + SearchOptions.MAX_TOP_K + ".")
        @Max(value = SearchOptions.MAX_TOP_K, message = "topK is 1 to " + SearchOptions.MAX_TOP_K + ".")
        @Nullable
        Integer topK,

        @Schema(defaultValue = "hybrid") @Nullable Mode mode,

        @Schema(defaultValue = "0.6")
        @DecimalMin(value = "0", message = "vectorWeight is 0 to 1.")
        @DecimalMax(value = "1", message = "vectorWeight is 0 to 1.")
        @Nullable
        Double vectorWeight,

        @Schema(
                defaultValue = "0",
                description =
                        "Passages with a lower score are left out, after reranking. Fused scores are relative to the other candidates")
        @DecimalMin(value = "0", message = "minScore is 0 to 1.")
        @DecimalMax(value = "1", message = "minScore is 0 to 1.")
        @Nullable
        Double minScore,

        @Schema(
                implementation = FilterSchema.class,
                description =
                        "What the passages have to meet: a condition on metadata, filename, type, page or created, or"
                                + " and, or, not of others",
                examples = "{\"field\": \"metadata.team\", \"equals\": \"sales\"}")
        @Nullable
        JsonNode filter,

        @Schema(defaultValue = "true") @Nullable Boolean generate,

        @Schema(description = "The name of a configured model, or 'extractive'; see GET /api/v1/models")
        @Size(max = 200, message = "A model's name has at most 200 characters.")
        @Nullable
        String model,

        @Schema(description = "0 to 2; the model's own unless given")
        @DecimalMin(value = "0", message = "temperature is 0 to 2.")
        @DecimalMax(value = "2", message = "temperature is 0 to 2.")
        @Nullable
        Double temperature,

        @Schema(description = "Tokens of the longest answer, up to what the model is configured for")
        @Min(value = 1, message = "maxTokens is at least 1.")
        @Nullable
        Integer maxTokens,

        @Valid @Nullable ResponseFormat responseFormat,

        @Schema(
                description = "Among your waiting questions",
                enumeration = {"high", "normal", "low"},
                defaultValue = "normal")
        @Nullable
        String priority,

        @Schema(description = "Not to be answered before that time", examples = "2030-01-31T18:00:00Z") @Nullable
        String notBefore,

        @Schema(description = "Told when the job has ended", examples = "https://example.com/hooks/ragline") @Nullable
        String webhookUrl,

        @Schema(description = "The conversation that it continues: it may refer to what was said there") @Nullable
        UUID conversationId) {

    public static final int MAX_QUESTION = 4000;

    /** {@link SearchMode} as JSON spells it. */
    public enum Mode {
        hybrid,
        vector,
        text
    }

    /** A question that asks for nothing special. */
    public static QueryBody of(
            String question,
            List<String> collections,
            @Nullable String model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens,
            @Nullable ResponseFormat responseFormat) {
        return new QueryBody(
                question,
                collections,
                null,
                null,
                null,
                null,
                null,
                true,
                model,
                temperature,
                maxTokens,
                responseFormat,
                null,
                null,
                null,
                null);
    }

    /**
     * @param history what was said before, where the caller keeps the conversation
     * @param fresh whether nothing that was kept of earlier answers may be used
     */
    QueryRequest request(List<UUID> collectionIds, GenerationOptions generation, List<Turn> history, boolean fresh) {
        // validation has seen to it that there is a question; PostgreSQL can't keep control characters
        return new QueryRequest(
                Objects.requireNonNull(question).replaceAll("\\p{Cntrl}", " ").strip(),
                collectionIds,
                searchOptions(),
                generate == null || generate,
                generation,
                conversationId,
                history,
                fresh);
    }

    /**
     * @param conversation where to look if it doesn't say; empty if that isn't said either
     * @param standard where to look then
     */
    List<String> collectionNames(List<String> conversation, Supplier<String> standard) {
        if (collections == null) {
            return conversation.isEmpty() ? List.of(standard.get()) : conversation;
        }
        return collections.stream().distinct().toList();
    }

    private SearchOptions searchOptions() {
        SearchOptions standard = SearchOptions.DEFAULT;
        return new SearchOptions(
                mode == null ? standard.mode() : SearchMode.valueOf(mode.name().toUpperCase(Locale.ROOT)),
                topK == null ? standard.topK() : topK,
                vectorWeight == null ? standard.vectorWeight() : vectorWeight,
                minScore == null ? standard.minScore() : minScore,
                searchFilter());
    }

    private @Nullable SearchFilter searchFilter() {
        try {
            return filter == null || filter.isNull() ? null : FilterReader.read(filter);
        } catch (BadFilterException e) {
            throw new BadFieldException(e.path(), String.valueOf(e.getMessage()));
        }
    }
}
