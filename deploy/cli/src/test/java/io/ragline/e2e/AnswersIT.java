package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers that a language model writes, through all four processes. */
@ExtendWith(SharedStack.Provider.class)
class AnswersIT {
    private static final String QUESTION = "How often must the filter be changed?";
    private static final String EVERY_30_DAYS = "The filter must be changed every 30 days. [1]";

    private static Stack stack;
    private static ChatServerDouble model;

    private Shelf shelf;

    @BeforeAll
    static void start(SharedStack shared) {
        stack = shared.stack();
        model = shared.model();
    }

    @BeforeEach
    void fill() {
        model.forgetRequests();
        model.forgetReplies();
        model.replyAlways(Script.says("An ", "answer", "."));
        shelf = new Shelf(stack);
        shelf.upload(
                "handbook.txt",
                "The filter must be changed every 30 days. In winter the filter must be changed every ten days.");
    }

    private String begin() {
        return shelf.api()
                .contentType(ContentType.JSON)
                .body("{\"collections\": [\"%s\"]}".formatted(shelf.name()))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("conversationId");
    }

    @Test
    void a_follow_up_question_is_made_to_stand_on_its_own_and_remembered_with_its_sources() {
        String conversation = begin();
        String inConversation = "\"conversationId\": \"%s\"".formatted(conversation);
        String alone = "How often must the filter be changed in winter?";
        model.reply(
                Script.says(EVERY_30_DAYS),
                Script.says(alone),
                Script.says("In winter the filter must be changed every ", "ten days. [1]"));

        shelf.ask(QUESTION, inConversation, null);
        JsonPath second = shelf.ask("And in winter?", inConversation, null);

        assertThat(second.getString("searchedFor")).isEqualTo(alone);
        assertThat(second.getString("answer")).isEqualTo("In winter the filter must be changed every ten days. [1]");
        assertThat(second.getString("citations[0].quote"))
                .isEqualTo("In winter the filter must be changed every ten days.");
        JsonPath said = shelf.api()
                .get("/api/v1/conversations/%s/messages".formatted(conversation))
                .jsonPath();
        assertThat(said.getList("messages.role")).containsExactly("user", "assistant", "user", "assistant");
        assertThat(said.getString("messages[2].text")).isEqualTo("And in winter?");
        assertThat(said.getString("messages[3].searchedFor")).isEqualTo(alone);
        assertThat(said.getString("messages[3].sources[0].filename")).isEqualTo("handbook.txt");
        assertThat(shelf.api()
                        .get("/api/v1/conversations/" + conversation)
                        .jsonPath()
                        .getString("title"))
                .isEqualTo(QUESTION);
    }

    @Test
    void an_answer_is_streamed_word_by_word_and_told_again_under_the_same_key() {
        String key = "k-" + UUID.randomUUID();
        model.reply(Script.says("The filter must be changed ", "every 30 days. [1]", " It is blue. [7]"));

        Response first = stream(key, QUESTION);
        Response again = stream(key, QUESTION);

        String told = first.asString();
        assertThat(String.join("", texts(told)))
                .isEqualTo("The filter must be changed every 30 days. [1] It is blue. [7]");
        JsonPath result = JsonPath.from(data(told, "result").getFirst());
        assertThat(result.getString("answer")).startsWith(EVERY_30_DAYS).doesNotContain("[7]");
        assertThat(result.getList("unsupported.text")).containsExactly("It is blue.");
        JsonPath end = JsonPath.from(data(told, "end").getFirst());
        assertThat(end.getString("status")).isEqualTo("succeeded");
        assertThat(first.header("Location")).endsWith(end.getString("jobId"));
        assertThat(told.indexOf("event:result")).isBetween(told.lastIndexOf("event:token"), told.indexOf("event:end"));
        assertThat(again.asString()).isEqualTo(told);
        assertThat(model.requests()).hasSize(1);
        stream(key, "How often?").then().statusCode(422);
    }

    private Response stream(String key, String question) {
        return shelf.api()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(shelf.body(question, ""))
                .post("/api/v1/chat/stream");
    }

    private static List<String> texts(String stream) {
        return data(stream, "token").stream()
                .map(data -> JsonPath.from(data).getString("text"))
                .toList();
    }

    /** The data of all events of that name. */
    private static List<String> data(String stream, String event) {
        return Arrays.stream(stream.split("\n\n"))
                .filter(each -> each.contains("event:" + event + "\n"))
                .map(each -> each.substring(each.indexOf("data:") + "data:".length()))
                .toList();
    }

    @Test
    void an_answer_is_kept_until_anything_changes_in_the_collection() {
        model.replyAlways(Script.says(EVERY_30_DAYS));
        assertAnsweredOnceMore("the first time");

        String pump = shelf.upload("pump.txt", "The pump must be oiled.");
        assertAnsweredOnceMore("an upload");

        shelf.upload("pump.txt", "The pump must be oiled every year.");
        assertAnsweredOnceMore("a new version");

        shelf.delete(pump);
        assertAnsweredOnceMore("a deletion");
    }

    /** By the model the first time, and the second time from what was kept. */
    private void assertAnsweredOnceMore(String after) {
        int before = model.requests().size();
        JsonPath anew = shelf.ask(QUESTION);
        JsonPath kept = shelf.ask(QUESTION);

        assertThat(anew.getString("cached")).as(after).isNull();
        assertThat(kept.getString("cached")).as(after).isEqualTo("exact");
        assertThat(kept.getString("answer")).isEqualTo(anew.getString("answer")).isEqualTo(EVERY_30_DAYS);
        assertThat(kept.getList("citations"))
                .isEqualTo(anew.getList("citations"))
                .isNotEmpty();
        assertThat(kept.<Object>get("usage")).isNull();
        assertThat(model.requests()).as(after).hasSize(before + 1);
    }

    @Test
    void who_wants_a_new_answer_gets_one_and_streams_tell_kept_ones() {
        model.reply(Script.says(EVERY_30_DAYS), Script.says("Change the filter every 30 days. [1]"));
        shelf.ask(QUESTION);

        JsonPath fresh = shelf.ask(QUESTION, "", "no-cache");
        Response streamed = stream("k-" + UUID.randomUUID(), QUESTION);

        assertThat(fresh.getString("cached")).isNull();
        assertThat(fresh.getString("answer")).isEqualTo("Change the filter every 30 days. [1]");
        assertThat(String.join("", texts(streamed.asString()))).isEqualTo("Change the filter every 30 days. [1]");
        assertThat(JsonPath.from(data(streamed.asString(), "result").getFirst()).getString("cached"))
                .isEqualTo("exact");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void nearly_the_same_question_gets_the_same_answer_and_another_one_its_own() {
        model.replyAlways(Script.says(EVERY_30_DAYS));
        shelf.ask(QUESTION);

        JsonPath similar = shelf.ask("How often must the filters be changed?");
        JsonPath fresh = shelf.ask("How often must the filters be changed??", "", "no-cache");
        JsonPath other = shelf.ask("What does the filter weigh?");

        assertThat(similar.getString("cached")).isEqualTo("similar");
        assertThat(similar.getString("answer")).isEqualTo(EVERY_30_DAYS);
        assertThat(similar.getString("citations[0].quote")).isEqualTo("The filter must be changed every 30 days.");
        assertThat(fresh.getString("cached")).isNull();
        assertThat(other.getString("cached")).isNull();
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void usage_counts_what_was_asked_and_what_models_took_as_json_and_as_a_table() {
        JsonPath before = usage();
        model.reply(Script.says("The filter must be changed ", "every 30 days. [1]"));

        JsonPath asked = shelf.ask("How many days may pass until the filter must be changed?");
        shelf.ask("How many days may pass until the filter must be changed?");

        JsonPath after = usage();
        int prompt = asked.getInt("usage.promptTokens");
        assertThat(prompt).isPositive();
        assertThat(asked.getInt("usage.completionTokens")).isEqualTo(2);
        assertThat(grown(before, after, "questions")).isEqualTo(2);
        assertThat(grown(before, after, "cached")).isEqualTo(1);
        assertThat(grown(before, after, "promptTokens")).isEqualTo(prompt);
        assertThat(grown(before, after, "completionTokens")).isEqualTo(2);
        double cost = (prompt * 2.5 + 2 * 10) / 1_000_000;
        assertThat(after.getDouble("cost") - (before.get("cost") == null ? 0 : before.getDouble("cost")))
                .isCloseTo(cost, org.assertj.core.data.Offset.offset(2e-6));
        assertThat(after.getDouble("latencies.total.mean")).isPositive();
        assertThat(after.getString("estimated")).isEqualTo("false");

        List<String> table = shelf.api()
                .get("/api/v1/usage?by=model&format=csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(table.getFirst())
                .startsWith("day,model,key,keyName,questions,cached,promptTokens,completionTokens,");
        assertThat(table)
                .anyMatch(line -> line.startsWith(",%s,,,%d,%d,%d,%d,"
                        .formatted(
                                SharedStack.MODEL,
                                after.getInt("questions"),
                                after.getInt("cached"),
                                after.getInt("promptTokens"),
                                after.getInt("completionTokens"))));
    }

    /** Of the model, so far. */
    private JsonPath usage() {
        JsonPath all = shelf.api()
                .get("/api/v1/usage?by=model")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        all.setRootPath("rows.find { it.model == '%s' }".formatted(SharedStack.MODEL));
        return all;
    }

    private static int grown(JsonPath before, JsonPath after, String field) {
        return after.getInt(field) - (before.get(field) == null ? 0 : before.getInt(field));
    }
}
