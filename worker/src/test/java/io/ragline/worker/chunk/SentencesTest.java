package io.ragline.worker.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

    @Test
    void sentences_end_at_full_stops_questions_and_exclamations() {
        assertThat(sentences("It rained. Did it stop?  No! \"It went on.\" Then it stopped."))
                .containsExactly("It rained.", "Did it stop?", "No!", "\"It went on.\"", "Then it stopped.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dr. Smith met Mrs. Jones in St. Petersburg.",
                "See Fig. 3 and Eq. (4) on p. 12 of Vol. 2.",
                "J. R. R. Tolkien wrote it.",
                "The U.S. Department of Energy paid 3.5 million.",
                "Version 2.1.3 of example.com costs $4.50, e.g. in May.",
                "Smith et al. (2019) disagree.",
                "12. Turn the valve.",
                "Der Kern (vgl. Definition 1) ist z. B. Null, d. h. es gilt i. d. R. Gleichheit."
            })
    void abbreviations_initials_and_numbers_end_no_sentence(String sentence) {
        assertThat(sentences(sentence)).containsExactly(sentence);
    }

    @Test
    void an_abbreviation_before_a_number_may_still_end_a_sentence() {
        assertThat(sentences("He said no. The valve stayed shut.")).hasSize(2);
    }

    @Test
    void a_line_break_ends_a_sentence() {
        assertThat(sentences("first item\nsecond item\n\n  third item "))
                .containsExactly("first item", "second item", "third item");
    }

    @Test
    void scripts_without_spaces_have_sentences_too() {
        assertThat(sentences("今日は雨です。明日は晴れです。")).containsExactly("今日は雨です。", "明日は晴れです。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\u00A0\u2003"})
    void white_space_has_no_sentences(String blank) {
        assertThat(Sentences.of(blank)).isEmpty();
    }

    private static List<String> sentences(String text) {
        return Sentences.of(text).stream().map(range -> range.of(text)).toList();
    }
}
