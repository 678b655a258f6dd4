package io.ragline.worker.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenAiTokensTest {
    private static final String TEXT = "The quick brown fox jumps over the lazy dog, doesn't it? Ünïcödé 中文 🙂 x=42;";

    /** By OpenAI's tokenizer page. */
    @Test
    void models_of_openai_are_counted_exactly() {
        assertThat(OpenAiTokens.of("gpt-4").count("hello world")).isEqualTo(2);
        assertThat(OpenAiTokens.of("gpt-4o-mini").count("tiktoken is great!")).isEqualTo(6);
        assertThat(OpenAiTokens.of("text-embedding-3-small").count("tiktoken is great!"))
                .isEqualTo(6);
        assertThat(OpenAiTokens.of("azure/gpt-4o-2024-08-06").count("お誕生日おめでとう"))
                .isEqualTo(8);
        assertThat(OpenAiTokens.of("gpt-3.5-turbo").count("お誕生日おめでとう")).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3.2", "mistral", "qwen2.5:7b", "nomic-embed-text"})
    void others_are_counted_rather_too_high(String model) {
        int exact = OpenAiTokens.of("gpt-4").count(TEXT);

        assertThat(OpenAiTokens.of(model).count(TEXT)).isBetween(exact + 1, exact * 3 / 2);
    }

    @Test
    void what_looks_like_a_control_token_is_text() {
        assertThat(OpenAiTokens.of("gpt-4o").count("<|endoftext|> <|im_start|>system"))
                .isGreaterThan(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 17, 10_000})
    void a_text_is_cut_to_its_longest_beginning(int most) {
        OpenAiTokens tokens = OpenAiTokens.of("some-model");

        String cut = tokens.cut(TEXT, most);

        assertThat(TEXT).startsWith(cut);
        assertThat(tokens.count(cut)).isLessThanOrEqualTo(most);
        assertThat(cut.length() == TEXT.length() || tokens.count(TEXT.substring(0, cut.length() + 2)) > most)
                .isTrue();
    }
}
