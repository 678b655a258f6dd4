package io.ragline.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.TextAnalysis;
import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void a_question_is_searched_by_what_it_is_about() {
        assertThat(Terms.ofQuestion(TextAnalysis.ENGLISH, "What's the reason why my pumps do not start?"))
                .containsExactly("reason", "pump", "start");
        assertThat(Terms.of(TextAnalysis.ENGLISH, "What do pumps do?")).containsExactly("what", "do", "pump", "do");
    }

    @Test
    void words_that_also_mean_something_stay() {
        assertThat(Terms.ofQuestion(TextAnalysis.ENGLISH, "Who flies to the US in May?"))
                .containsExactly("fli", "us", "mai");
    }

    @Test
    void a_question_of_nothing_else_is_searched_by_all_of_it() {
        assertThat(Terms.ofQuestion(TextAnalysis.ENGLISH, "Who are you?")).containsExactly("who", "you");
        assertThat(Terms.ofQuestion(TextAnalysis.ENGLISH, "?")).isEmpty();
    }

    @Test
    void in_any_language_every_word_counts() {
        assertThat(Terms.ofQuestion(TextAnalysis.ICU, "Was kostet das?")).containsExactly("was", "kostet", "das");
    }
}
