package io.ragline.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles made from first questions. */
class ConversationTitleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    How often must the filter be changed?                    | How often must the filter be changed?
                    How often must it be changed? The manual doesn't say.    | How often must it be changed?
                    Hi! How often must the filter be changed? Thanks.        | Hi! How often must the filter be changed?
                    filter                                                   | filter
                    ?                                                        | ?
                    フィルターはどのくらいの頻度で交換しますか？ありがとう。 | フィルターはどのくらいの頻度で交換しますか？
                    """)
    void the_first_sentence(String question, String title) {
        assertThat(ConversationTitle.of(question)).isEqualTo(title);
    }

    @Test
    void spaces_and_lines_become_one_space() {
        assertThat(ConversationTitle.of("  How often must\n\n  the filter be changed?"))
                .isEqualTo("How often must the filter be changed?");
    }

    @Test
    void what_is_long_is_cut_at_a_word() {
        assertThat(
                        ConversationTitle.of(
                                "How often must the filter of the large pump in the north tower be changed, and who is to do it?"))
                .isEqualTo("How often must the filter of the large pump in the north tower be changed, and…");
    }

    @Test
    void what_has_no_spaces_is_cut_between_letters() {
        assertThat(ConversationTitle.of("😀".repeat(200))).isEqualTo("😀".repeat(79) + "…");
        assertThat(ConversationTitle.of("a".repeat(4000))).isEqualTo("a".repeat(79) + "…");
    }
}
