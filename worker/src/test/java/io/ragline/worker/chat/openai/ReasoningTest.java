package io.ragline.worker.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReasoningTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "Plain,Plain,0",
                "~  Plain ~,~Plain ~,0",
                "<think>x</think>Answer,Answer,0",
                "~\n<think>\nx < y\n</think>\n\n Answer~,Answer,0",
                "<think></think>Answer,Answer,0",
                "<thinking>is text,<thinking>is text,0",
                "<b>bold</b>,<b>bold</b>,0",
                "<,<,0",
                "<think,<think,0",
                "a </think,a </think,0",
                "<think>never ends,~~,0",
                "<think>x</think>a <think>y</think> b,a <think>y</think> b,0",
                "~~,~~,0",
                // begun by the template of the model
                "~Let me see.\n</think>\n\nAnswer~,Answer,1",
                "~</think>\n\nAnswer~,Answer,1",
                "hm</think>,~~,1",
                "~I say \"blue\"</think>Blue.~,Blue.,1",
                "a</think>b</think>c,b</think>c,1",
                // told of
                "Models write `</think>` behind it.,Models write `</think>` behind it.,0",
                "~It ends with \"</think>\", they say.~,~It ends with \"</think>\", they say.~,0",
                "It is <think>x</think> there.,It is <think>x</think> there.,0",
            })
    void reasoning_in_front_is_left_out_however_it_is_cut(String said, String answer, int restarts) {
        for (int size = 1; size <= Math.max(1, said.length()); size++) {
            Reasoning reasoning = new Reasoning();
            StringBuilder heard = new StringBuilder();
            int anew = 0;
            for (int from = 0; from <= said.length(); from += size) {
                anew += hear(reasoning.add(said.substring(from, Math.min(said.length(), from + size))), heard);
            }
            anew += hear(reasoning.rest(), heard);

            assertThat(heard.toString()).as("in parts of %d", size).isEqualTo(answer);
            assertThat(anew).as("in parts of %d", size).isEqualTo(restarts);
        }
    }

    private static int hear(Reasoning.Part part, StringBuilder heard) {
        if (part.anew()) {
            heard.setLength(0);
        }
        heard.append(part.answer());
        return part.anew() ? 1 : 0;
    }
}
