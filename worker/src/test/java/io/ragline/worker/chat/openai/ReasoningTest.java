package io.ragline.worker.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReasoningTest {

    @ParameterizedTest
    @CsvSource({
        "Plain,Plain",
        "'  Plain ','Plain '",
        "<think>x</think>Answer,Answer",
        "'\n<think>\nx < y\n</think>\n\n Answer',Answer",
        "<think></think>Answer,Answer",
        "<thinking>is text,<thinking>is text",
        "<b>bold</b>,<b>bold</b>",
        "<,<",
        "<think,<think",
        "<think>never ends,''",
        "<think>x</think>a <think>y</think> b,a <think>y</think> b",
        "'',''"
    })
    void reasoning_in_front_is_left_out_however_it_is_cut(String said, String answer) {
        for (int size = 1; size <= Math.max(1, said.length()); size++) {
            Reasoning reasoning = new Reasoning();
            StringBuilder heard = new StringBuilder();
            for (int from = 0; from < said.length(); from += size) {
                heard.append(reasoning.answerIn(said.substring(from, Math.min(said.length(), from + size))));
            }
            heard.append(reasoning.rest());

            assertThat(heard.toString()).as("in parts of %d", size).isEqualTo(answer);
        }
    }
}
