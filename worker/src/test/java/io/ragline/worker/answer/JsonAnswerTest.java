package io.ragline.worker.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.Answer;
import io.ragline.model.Citation;
import io.ragline.model.ErrorCode;
import io.ragline.model.GenerationOptions;
import io.ragline.model.Passage;
import io.ragline.model.RaglineException;
import io.ragline.model.UnsupportedSentence;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.OpenAiChatModel;
import io.ragline.worker.chat.openai.Script;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.openai.OpenAiEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in JSON, of a double of a server of models over real HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class JsonAnswerTest {
    private static final String FILTER =
            "Wear gloves. Change the filter every 30 days. A new one costs 12 euros and comes with two seals.";
    private static final String REMOTE = "Once the probationary period is over, employees can work from home for up to"
            + " three days per week. Ask your manager first.";
    private static final String SCHEMA = """
            {"type": "object", "required": ["answer"], "additionalProperties": false, "properties": {
              "answer": {"type": "string"}, "days": {"type": "integer"}, "unit": {"enum": ["days", "weeks"]},
              "note": {"type": ["string", "null"]}, "code": {"type": "string", "pattern": "^[A-Z0-9]+$"}}}""";
    private static final String GOOD = "{\"answer\": \"Change the filter every 30 days. [1]\", \"days\": 30}";
    private static final OpenAiChatModel.Times TIMES =
            new OpenAiChatModel.Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));

    @TempDir
    static Path folder;

    private static OnnxEmbedder embedder;

    private final List<String> heard = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();
    private ChatServerDouble server;
    private OpenAiChatModel model;

    @BeforeAll
    static void load() {
        embedder = new OnnxEmbedder(OnnxModel.BGE_SMALL_EN, folder, 2);
    }

    @AfterAll
    static void unload() {
        embedder.close();
    }

    @BeforeEach
    void start() {
        server = ChatServerDouble.start();
        model = new OpenAiChatModel(
                "gpt",
                new OpenAiEndpoint(server.url(), "key", "gpt-9", null),
                new OpenAiChatModel.Limits(8_000, 500),
                TIMES,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    private Answer ask(String schema, List<Passage> passages) {
        String question = "How often must the filter be changed?";
        GenerationOptions options = new GenerationOptions(null, null, null, schema);
        return new GeneratedAnswerer(model, embedder)
                .answer(new AnswerTask(question, question, List.of(), passages, options, null), new ChatListener() {
                    @Override
                    public void text(String text) {
                        heard.add(text);
                    }

                    @Override
                    public void restart(String why) {
                        heard.add("restart");
                    }
                });
    }

    private Answer ask() {
        return ask(SCHEMA, Passages.of(FILTER, REMOTE));
    }

    private RaglineException failure(String schema) {
        return catchThrowableOfType(RaglineException.class, () -> ask(schema, Passages.of(FILTER)));
    }

    @Test
    void references_in_its_texts_are_held_against_the_passages_and_found_by_their_places_in_it() throws Exception {
        server.reply(Script.says(
                "{\"answer\": \"Change the filter",
                " every 30 days. [1] It costs \\\"12 euros\\\". [2]\",\n \"days\": 30, \"unit\": \"days\", \"note\": \"Staff may",
                " work remotely three days a week [2].\"}"));

        Answer answer = ask();

        assertThat(answer.text())
                .isEqualTo(
                        "{\"answer\": \"Change the filter every 30 days. [1] It costs \\\"12 euros\\\".\",\n"
                                + " \"days\": 30, \"unit\": \"days\", \"note\": \"Staff may work remotely three days a week [2].\"}");
        assertThat(answer.answered()).isTrue();
        assertThat(answer.citations())
                .extracting(
                        Citation::n, citation -> answer.text().substring(citation.answerStart(), citation.answerEnd()))
                .containsExactly(
                        tuple(1, "Change the filter every 30 days. [1]"),
                        tuple(1, "It costs \\\"12 euros\\\"."),
                        tuple(2, "Staff may work remotely three days a week [2]."));
        assertThat(answer.unsupported()).isEmpty();
        assertThat(json.readTree(answer.text()).path("days").asInt()).isEqualTo(30);
        assertThat(heard).containsExactly(answer.text());
    }

    @Test
    void what_no_passage_says_is_named_with_its_place() {
        server.reply(Script.says("{\"answer\": \"Tab\\there: ä. The lamp is trimmed at dusk by its keeper. [1]\"}"));

        Answer answer = ask();

        assertThat(answer.citations()).isEmpty();
        assertThat(answer.unsupported())
                .extracting(
                        UnsupportedSentence::text,
                        sentence -> answer.text().substring(sentence.start(), sentence.end()))
                .contains(tuple(
                        "The lamp is trimmed at dusk by its keeper.", "The lamp is trimmed at dusk by its keeper."));
    }

    @Test
    void a_text_without_a_reference_is_cited_and_left_as_it_is() {
        server.reply(Script.says("{\"answer\": \"Change the filter every 30 days.\"}"));

        Answer answer = ask();

        assertThat(answer.text()).isEqualTo("{\"answer\": \"Change the filter every 30 days.\"}");
        assertThat(answer.citations())
                .extracting(Citation::n, Citation::quote)
                .containsExactly(tuple(1, "Change the filter every 30 days."));
    }

    @Test
    void where_the_schema_leaves_no_room_for_references_there_are_none() {
        server.reply(Script.says("{\"answer\": \"Change the filter every 30 days. [1]\", \"unit\": \"days [1]\"}"));

        Answer answer = ask();

        assertThat(answer.text()).isEqualTo("{\"answer\": \"Change the filter every 30 days.\", \"unit\": \"days\"}");
        assertThat(answer.citations()).extracting(Citation::n).contains(1);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n%s\n```",
                "```\n%s\n```\nI hope this helps.",
                "Here it is:\n\n```JSON\n%s```",
                "The answer is %s as the passages say.",
                "  \n%s\n"
            })
    void what_stands_around_it_is_left_out(String around) {
        server.reply(Script.says(around.formatted(GOOD)));

        assertThat(ask().text()).isEqualTo(GOOD);
        assertThat(heard).containsExactly(GOOD);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Every 30 days. [1] | it is no JSON",
                "{\"answer\": \"Every 30 days.\" | it is no JSON",
                "{\"answer\": 30} | /answer: integer found, string expected",
                "{\"days\": 30} | required property 'answer' not found",
                "{\"answer\": \"a\", \"answer\": \"b\"} | Duplicate field 'answer'",
                "{\"answer\": \"Each month.\", \"code\": \"a b\"} | /code: does not match"
            })
    void a_model_that_replies_with_something_else_is_told_why_once(String wrong, String why) {
        server.reply(Script.says(wrong), Script.says(GOOD));

        Answer answer = ask();

        assertThat(answer.text()).isEqualTo(GOOD);
        assertThat(heard).containsExactly(GOOD);
        assertThat(server.requests()).hasSize(2);
        List<String> said = server.requests().getLast().messages();
        assertThat(said.get(said.size() - 2)).isEqualTo("assistant: " + wrong);
        assertThat(said.getLast())
                .startsWith("user: That is not what was asked for")
                .contains(why);
        assertThat(answer.usage().completionTokens()).as("of both").isEqualTo(2);
    }

    @Test
    void who_does_so_twice_gives_no_answer() {
        server.reply(Script.says("Every 30 days."), Script.says("{\"answer\": 30}"));

        RaglineException failure = failure(SCHEMA);

        assertThat(failure.code()).isEqualTo(ErrorCode.ANSWER_MALFORMED);
        assertThat(failure.code().retryable()).isFalse();
        assertThat(failure.detail())
                .contains("The model 'gpt' did not reply with the JSON that was asked for")
                .contains("/answer: integer found, string expected");
        assertThat(heard).isEmpty();
    }

    @Test
    void what_is_cut_off_is_not_asked_for_again() {
        server.reply(Script.says("{\"answer\": \"Change the").finish("length"));

        RaglineException failure = failure(SCHEMA);

        assertThat(failure.code()).isEqualTo(ErrorCode.ANSWER_MALFORMED);
        assertThat(failure.detail()).contains("cut off").contains("maxTokens");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT_IN_DOCUMENTS",
                "```\nNOT_IN_DOCUMENTS\n```",
                "\"NOT_IN_DOCUMENTS\"",
                "{\"answer\": \"NOT_IN_DOCUMENTS\"}",
                "{\"answer\": \"NOT_IN_DOCUMENTS.\", \"days\": 0, \"unit\": \"days\", \"note\": \"\"}",
                "{\"answer\": \"\", \"note\": null}",
            })
    void that_there_is_no_answer_is_no_json_and_has_no_words(String says) {
        server.reply(Script.says(says));

        Answer answer = ask();

        assertThat(answer.answered()).isFalse();
        assertThat(answer.text()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void without_passages_likewise() {
        Answer answer = ask(SCHEMA, List.of());

        assertThat(answer.answered()).isFalse();
        assertThat(answer.text()).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"answer\": \"Change the filter every 30 days. [1]\", \"note\": \"NOT_IN_DOCUMENTS\"}",
                "{\"answer\": \"Change the filter every 30 days. [1]\", \"note\": null}"
            })
    void what_is_missing_in_part_is_an_answer(String says) {
        server.reply(Script.says(says));

        assertThat(ask().answered()).isTrue();
        assertThat(heard).containsExactly(says);
    }

    @Test
    void the_schema_goes_to_the_server_and_into_the_prompt() {
        server.reply(Script.says(GOOD));

        ask();

        JsonNode body = server.requests().getFirst().body();
        assertThat(body.path("response_format").path("type").asText()).isEqualTo("json_schema");
        assertThat(server.requests().getFirst().messages().getFirst())
                .startsWith("system: You answer questions from passages")
                .contains(SCHEMA)
                .contains("NOT_IN_DOCUMENTS alone");
    }

    @Test
    void any_object_will_do_where_no_schema_is_given() {
        server.reply(Script.says("[30]"), Script.says("{\"whatever\": [true]}"));

        Answer answer = ask(GenerationOptions.ANY_JSON_OBJECT, Passages.of(FILTER));

        assertThat(answer.text()).isEqualTo("{\"whatever\": [true]}");
        JsonNode format = server.requests().getFirst().body().path("response_format");
        assertThat(format.path("type").asText()).isEqualTo("json_object");
        assertThat(format.has("json_schema")).isFalse();
        assertThat(server.requests().getLast().messages().getLast()).contains("array found, object expected");
    }

    @Test
    void a_schema_that_is_none_is_refused_before_anybody_is_asked() {
        RaglineException failure = failure("{\"type\": \"strng\"}");

        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(failure.detail()).startsWith("responseFormat.schema can't be used: /type: does not have a value");
        assertThat(server.requests()).isEmpty();
    }
}
