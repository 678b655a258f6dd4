package io.ragline.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.http.FakeRagline;
import io.ragline.cli.http.JobState;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.terminal.RecordedTerminal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final String RESULT = "GET /api/v1/result/j1?wait=20";

    private final FakeRagline fake = new FakeRagline();
    private final RecordedTerminal recorded = new RecordedTerminal();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void the_answer_is_waited_for_and_printed_with_its_citations() {
        fake.on(RESULT, 202, "{\"jobId\":\"j1\",\"status\":\"running\"}").on(RESULT, 200, """
                        {"jobId":"j1","status":"succeeded","result":{"answer":"It lasts 72 hours. [1]","model":"extractive",
                         "citations":[{"n":1,"documentId":"d","filename":"handbook.pdf","page":4,"quote":"lasts\\n72 hours","score":0.9}],
                         "hits":[],"timings":{}}}""");

        QueryResult result = ask();
        new AnswerPrinter(recorded.terminal()).print(result);

        assertThat(result.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(recorded.out())
                .contains("It lasts 72 hours. [1]")
                .contains("[1] handbook.pdf, page 4: \"lasts 72 hours\"");
    }

    @Test
    void a_question_that_failed_is_explained_on_the_error_output() {
        fake.on(
                RESULT,
                200,
                "{\"jobId\":\"j1\",\"status\":\"failed\",\"error\":{\"code\":\"INDEX_UNAVAILABLE\",\"detail\":\"The index is away.\","
                        + "\"retryable\":true}}");

        new AnswerPrinter(recorded.terminal()).print(ask());

        assertThat(recorded.out()).isEmpty();
        assertThat(recorded.err())
                .contains("The index is away. (INDEX_UNAVAILABLE)")
                .contains("again");
    }

    @Test
    void an_answer_that_was_cut_off_says_so() {
        fake.on(RESULT, 200, """
                        {"jobId":"j1","status":"succeeded","result":{"answer":"It lasts","truncated":true,"model":"m",
                         "citations":[],"hits":[],"timings":{}}}""");

        new AnswerPrinter(recorded.terminal()).print(ask());

        assertThat(recorded.out()).contains("It lasts");
        assertThat(recorded.err()).contains("cut off").contains("its end is missing");
    }

    @Test
    void a_long_quote_is_cut_at_a_word() {
        String quote = "word ".repeat(100);
        var answer =
                new QueryResult.Answer("text", false, "m", List.of(new QueryResult.Citation(1, "a.pdf", 1, quote)));

        new AnswerPrinter(recorded.terminal()).print(new QueryResult("j1", "succeeded", answer, null));

        assertThat(recorded.out()).contains("word …\"").hasSizeLessThan(400);
    }

    private QueryResult ask() {
        fake.on("POST /api/v1/query", 202, "{\"jobId\":\"j1\",\"status\":\"queued\"}");
        var question = new Question(new RaglineApi(fake.address(), Optional.empty()));
        return Question.parse(question.ask("How long?", List.of(), Optional.empty(), Optional.empty()));
    }
}
