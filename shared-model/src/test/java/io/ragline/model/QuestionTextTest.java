package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    How often?                              | How often?                            |
                    What does "force majeure" mean?         | What does force majeure mean?       | force majeure
                    Was heißt „höhere Gewalt“ und »Zug um Zug«? | Was heißt höhere Gewalt und Zug um Zug ? | höhere Gewalt;Zug um Zug
                    The “curly kind”                        | The curly kind                       | curly kind
                    "one" "two"                             | one two                             | one;two
                    A 19" screen                            | A 19" screen                          |
                    5" pipe and 6" pipe               | 5" pipe and 6" pipe                  |
                    a 19" and a "flat" screen           | a 19" and a flat screen              | flat
                    title:"force majeure" ("act")       | title: force majeure ( act )         | force majeure;act
                    请问"乒乓球"是什么                  | 请问 乒乓球 是什么                  | 乒乓球
                    "one" or "one"                      | one or one                          | one
                    "" and " " and "?"                      | and and ?                          |
                    Don't 'single' ones                     | Don't 'single' ones                   |
                    """)
    void what_is_in_quotation_marks_is_a_phrase(String question, String words, String phrases) {
        QuestionText text = QuestionText.of(question);

        assertThat(text.words()).isEqualTo(words);
        assertThat(String.join(";", text.phrases())).isEqualTo(phrases == null ? "" : phrases);
    }
}
