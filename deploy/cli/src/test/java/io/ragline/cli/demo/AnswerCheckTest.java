package io.ragline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.demo.SampleHandbook.Sample;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.QueryResult.Answer;
import io.ragline.cli.http.QueryResult.Citation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

    private final Sample sample = new Sample("How long?", 4, "72 hours");

    @Test
    void the_right_page_and_fact_are_right() {
        assertThat(check("It lasts 72 hours. [1]", citation(SampleHandbook.FILE_NAME, 4)))
                .isEmpty();
    }

    @Test
    void another_page_first_is_wrong() {
        assertThat(check(
                        "It lasts 72 hours.",
                        citation(SampleHandbook.FILE_NAME, 2),
                        citation(SampleHandbook.FILE_NAME, 4)))
                .hasValueSatisfying(
                        complaint -> assertThat(complaint).contains("page 2").contains("page 4"));
    }

    @Test
    void another_file_is_wrong() {
        assertThat(check("It lasts 72 hours.", citation("other.pdf", 4))).isPresent();
    }

    @Test
    void an_answer_without_the_fact_or_without_citations_is_wrong() {
        assertThat(check("A while.", citation(SampleHandbook.FILE_NAME, 4))).isPresent();
        assertThat(check("It lasts 72 hours.")).isPresent();
    }

    @Test
    void no_answer_is_wrong() {
        assertThat(AnswerCheck.complaint(sample, new QueryResult("j", "failed", null, null)))
                .isPresent();
    }

    private Optional<String> check(String text, Citation... citations) {
        Answer answer = new Answer(text, false, "extractive", List.of(citations));
        return AnswerCheck.complaint(sample, new QueryResult("j", "succeeded", answer, null));
    }

    private static Citation citation(String file, int page) {
        return new Citation(1, file, page, "quote");
    }
}
