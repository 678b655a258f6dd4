package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenAI's own client for Java, as it is, asking Ragline, through all four processes. */
@ExtendWith(SharedStack.Provider.class)
class OpenAiClientIT {
    private static final String QUESTION = "How often must the filter be changed?";
    private static final String FACT = "The filter must be changed every 30 days.";

    private static Stack stack;
    private static ChatServerDouble model;
    private static OpenAIClient client;

    private Shelf shelf;

    @BeforeAll
    static void start(SharedStack shared) {
        stack = shared.stack();
        model = shared.model();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(stack.api() + "/v1")
                .apiKey("none")
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @BeforeEach
    void fill() {
        model.forgetRequests();
        model.forgetReplies();
        model.replyAlways(Script.says("An ", "answer", "."));
        shelf = new Shelf(stack);
        shelf.upload("handbook.txt", FACT + " In winter the filter must be changed every ten days.");
    }

    private ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model(shelf.name());
    }

    private static JsonNode ragline(Map<String, JsonValue> more) {
        return more.get("ragline").convert(JsonNode.class);
    }

    private static String content(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    @Test
    void a_question_is_answered_with_its_sources() {
        model.reply(Script.says("The filter must be changed ", "every 30 days. [1]"));

        ChatCompletion completion = client.chat()
                .completions()
                .create(chat().addUserMessage(QUESTION)
                        .maxCompletionTokens(1_000_000)
                        .temperature(0.5)
                        .build());

        assertThat(content(completion)).isEqualTo(FACT + " [1]");
        assertThat(completion.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(completion.model()).isEqualTo(shelf.name());
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(2);
        assertThat(completion.usage().orElseThrow().promptTokens()).isPositive();
        JsonNode ragline = ragline(completion._additionalProperties());
        assertThat(ragline.at("/citations/0/filename").asText()).isEqualTo("handbook.txt");
        assertThat(ragline.at("/citations/0/quote").asText()).isEqualTo(FACT);
        assertThat(ragline.at("/citations/0/page").asInt()).isEqualTo(1);
        assertThat(ragline.path("answered").asBoolean()).isTrue();
        assertThat(ragline.path("model").asText()).isEqualTo(SharedStack.MODEL);
        assertThat(ragline.path("hits")).isNotEmpty();
        JsonNode asked = model.requests().getFirst().body();
        assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(asked.path("max_tokens")
                        .asInt(asked.path("max_completion_tokens").asInt()))
                .as("no more than the model is configured for")
                .isEqualTo(1024);
    }

    @Test
    void an_answer_is_streamed_and_its_sources_stand_in_the_last_chunk() {
        model.reply(Script.says("The filter ", "must be changed ", "every 30 days. [1]"));
        List<ChatCompletionChunk> chunks;

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(chat().addUserMessage(QUESTION)
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            chunks = stream.stream().toList();
        }

        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .flatMap(choice -> choice.delta().content().stream())
                        .collect(Collectors.joining()))
                .isEqualTo(FACT + " [1]");
        ChatCompletionChunk last = chunks.get(chunks.size() - 2);
        assertThat(last.choices().getFirst().finishReason()).contains(ChatCompletionChunk.Choice.FinishReason.STOP);
        assertThat(ragline(last._additionalProperties())
                        .at("/citations/0/quote")
                        .asText())
                .isEqualTo(FACT);
        assertThat(chunks.getLast().usage().orElseThrow().completionTokens()).isEqualTo(3);
        assertThat(chunks.stream().map(ChatCompletionChunk::id).distinct()).hasSize(1);
    }

    @Test
    void a_conversation_that_the_client_keeps_is_understood() {
        String alone = "How often must the filter be changed in winter?";
        model.reply(Script.says(alone), Script.says("In winter the filter must be changed every ten days. [1]"));

        ChatCompletion completion = client.chat()
                .completions()
                .create(chat().addSystemMessage("You speak to plumbers.")
                        .addUserMessage(QUESTION)
                        .addAssistantMessage(FACT)
                        .addUserMessage("And in winter?")
                        .build());

        assertThat(content(completion)).startsWith("In winter");
        assertThat(ragline(completion._additionalProperties())
                        .path("searchedFor")
                        .asText())
                .isEqualTo(alone);
        assertThat(model.requests()).hasSize(2);
        assertThat(String.join("\n", model.requests().getLast().messages()))
                .contains("You speak to plumbers.", "user: " + QUESTION, "assistant: " + FACT, "And in winter?");
    }

    /** What the client makes a JSON Schema of, and reads the answer as. */
    public static class Interval {
        public int days;
    }

    @Test
    void an_answer_has_the_form_that_the_client_asks_for() {
        model.reply(Script.says("{\"days\":", " 30}"));

        StructuredChatCompletion<Interval> completion = client.chat()
                .completions()
                .create(chat().addUserMessage(QUESTION)
                        .responseFormat(Interval.class)
                        .build());

        assertThat(completion.choices().getFirst().message().content().orElseThrow().days)
                .isEqualTo(30);
        JsonNode format = model.requests().getFirst().body().path("response_format");
        assertThat(format.path("type").asText()).isEqualTo("json_schema");
        assertThat(format.at("/json_schema/schema/properties/days/type").asText())
                .isEqualTo("integer");
    }

    @Test
    void texts_are_embedded() {
        CreateEmbeddingResponse embedded = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("bge-small-en-v1.5")
                        .inputOfArrayOfStrings(List.of(QUESTION, FACT, QUESTION))
                        .dimensions(384)
                        .build());

        assertThat(embedded.data())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.embedding()).hasSize(384));
        assertThat(embedded.data().get(2).embedding())
                .isEqualTo(embedded.data().get(0).embedding())
                .isNotEqualTo(embedded.data().get(1).embedding());
        assertThat(embedded.usage().promptTokens()).isPositive();
        BadRequestException refused = catchThrowableOfType(
                BadRequestException.class,
                () -> client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("bge-small-en-v1.5")
                                .input(QUESTION)
                                .dimensions(256)
                                .build()));
        assertThat(refused.param()).contains("dimensions");
    }

    @Test
    void models_are_listed_and_looked_up() {
        List<String> ids =
                client.models().list().autoPager().stream().map(Model::id).toList();

        assertThat(ids).contains("default", shelf.name(), "bge-small-en-v1.5");
        String both = "default,%s/%s".formatted(shelf.name(), SharedStack.MODEL);
        assertThat(client.models().retrieve(shelf.name()).id()).isEqualTo(shelf.name());
        assertThat(client.models().retrieve(both).id()).isEqualTo(both);
        assertThatThrownBy(() -> client.models().retrieve("nowhere")).isInstanceOf(NotFoundException.class);
    }

    private <E extends OpenAIServiceException> E refused(Class<E> as, ChatCompletionCreateParams.Builder chat) {
        return catchThrowableOfType(as, () -> client.chat().completions().create(chat.build()));
    }

    @Test
    void what_can_not_be_answered_is_an_error_that_the_client_knows() {
        NotFoundException notFound = refused(
                NotFoundException.class,
                ChatCompletionCreateParams.builder().model("nowhere").addUserMessage("Why?"));
        BadRequestException badRequest =
                refused(BadRequestException.class, chat().addUserMessage("Why?").temperature(3.0));

        assertThat(notFound.code()).contains("model_not_found");
        assertThat(notFound.param()).contains("model");
        assertThat(badRequest.param()).contains("temperature");
        assertThat(badRequest).hasMessageContaining("temperature is 0 to 2");
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void what_the_provider_refuses_is_told_and_not_asked_again() {
        model.reply(Script.filtered(), Script.wrongKey());

        BadRequestException filtered = refused(BadRequestException.class, chat().addUserMessage("Is it forbidden?"));
        InternalServerException key = refused(InternalServerException.class, chat().addUserMessage("Is it allowed?"));

        assertThat(filtered.code()).contains("content_filter");
        assertThat(filtered).hasMessageContaining("content management policy");
        assertThat(key.statusCode()).isEqualTo(502);
        assertThat(key.code()).contains("model_refused");
        assertThat(key.getMessage()).contains("it does not accept the key").doesNotContain(SharedStack.KEY);
        assertThat(model.requests()).as("one call for each question").hasSize(2);
    }

    @Test
    void a_model_that_takes_less_than_anything_is_told_as_such() {
        model.replyAlways(Script.contextOverflow());

        BadRequestException overflow = refused(BadRequestException.class, chat().addUserMessage("Is it too long?"));

        assertThat(overflow.code()).contains("context_length_exceeded");
        assertThat(model.requests()).as("shown less and less, by one job").hasSizeLessThan(10);
    }

    @Test
    void a_stream_tells_what_the_provider_refuses() {
        model.reply(Script.filtered());

        assertThatThrownBy(() -> {
                    try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                            .completions()
                            .createStreaming(
                                    chat().addUserMessage("Is it forbidden?").build())) {
                        stream.stream()
                                .forEach(chunk -> assertThat(chunk.choices()).isEmpty());
                    }
                })
                .isInstanceOf(OpenAIException.class)
                .hasMessageContaining("content management policy");
    }

    @Test
    void a_full_queue_asks_for_patience() {
        OpenAIClient impatient = client.withOptions(options -> options.maxRetries(0));
        shelf.api().post("/api/v1/lanes/query/pause").then().statusCode(200);
        try {
            await().pollInterval(Duration.ofMillis(50)).until(() -> askTenQuestions() == 429);

            RateLimitException full = catchThrowableOfType(
                    RateLimitException.class,
                    () -> impatient
                            .embeddings()
                            .create(EmbeddingCreateParams.builder()
                                    .model("bge-small-en-v1.5")
                                    .input(QUESTION)
                                    .build()));

            assertThat(full.code()).contains("queue_full");
            assertThat(full.headers().values("Retry-After")).isNotEmpty();
            assertThat(full.headers().values("x-should-retry")).isEmpty();
        } finally {
            shelf.api()
                    .contentType(ContentType.JSON)
                    .body("{\"collection\": \"%s\"}".formatted(shelf.name()))
                    .post("/api/v1/jobs/cancel")
                    .then()
                    .statusCode(200);
            shelf.api().post("/api/v1/lanes/query/resume").then().statusCode(200);
        }
    }

    /** The status. */
    private int askTenQuestions() {
        return shelf.api()
                .contentType(ContentType.JSON)
                .body("{\"questions\": [%s]}"
                        .formatted(IntStream.range(0, 10)
                                .mapToObj(i -> shelf.body("Question " + i + "?", "\"generate\": false"))
                                .collect(Collectors.joining(","))))
                .post("/api/v1/queries")
                .statusCode();
    }
}
