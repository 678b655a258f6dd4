package io.ragline.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfiguredModelsTest {
    private final Map<String, String> settings = new HashMap<>();

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ChatConfig.class)
                .withMapping(EmbeddingConfig.class);
    }

    private List<ConfiguredChatModel> chatModels() {
        SmallRyeConfig config = builder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return ConfiguredChatModel.all(config.getConfigMapping(ChatConfig.class));
    }

    private ConfiguredEmbeddingModel embeddingModel() {
        SmallRyeConfig config = builder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return ConfiguredEmbeddingModel.of(config.getConfigMapping(EmbeddingConfig.class))
                .orElseThrow();
    }

    @Test
    void with_no_settings_there_is_none() {
        assertThat(chatModels()).isEmpty();
    }

    @Test
    void the_standard_model_is_named_like_its_model_and_comes_first() {
        settings.put("ragline.chat.model", "gpt-4o");
        settings.put("ragline.chat.models.zeta.model", "z");
        settings.put("ragline.chat.models.beta.model", "b");
        settings.put("ragline.chat.models.beta.fallback", "gpt-4o");

        assertThat(chatModels()).extracting(ConfiguredChatModel::name).containsExactly("gpt-4o", "beta", "zeta");
        assertThat(chatModels()).extracting(ConfiguredChatModel::standard).containsExactly(true, false, false);
    }

    @Test
    void environment_variables_name_models_too() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "RAGLINE_CHAT_MODEL", "gpt-4o",
                                "RAGLINE_CHAT_MAX_ANSWER_TOKENS", "77",
                                "RAGLINE_CHAT_MODELS_FAST_MODEL", "f",
                                "RAGLINE_CHAT_MODELS_FAST_BASE_URL", "http://f/v1",
                                "RAGLINE_CHAT_MODELS_FAST_REQUESTS_PER_MINUTE", "60"),
                        300))
                .build();

        List<ConfiguredChatModel> models = ConfiguredChatModel.all(config.getConfigMapping(ChatConfig.class));

        assertThat(models).extracting(ConfiguredChatModel::name).containsExactly("gpt-4o", "fast");
        assertThat(models.get(0).provider().maxAnswerTokens()).isEqualTo(77);
        assertThat(models.get(1).provider().baseUrl()).isEqualTo("http://f/v1");
        assertThat(models.get(1).provider().requestsPerMinute()).hasValue(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ragline.chat.fallback=none|The language model 'gpt-4o': its fallback 'none' is not among those that are configured, [gpt-4o, a, b]",
                "ragline.chat.fallback=gpt-4o|its fallbacks go round in a circle: gpt-4o → gpt-4o",
                "ragline.chat.fallback=a ragline.chat.models.a.fallback=b ragline.chat.models.b.fallback=a|circle: gpt-4o → a → b → a",
                "ragline.chat.context-tokens=1024|max-answer-tokens (1024) leaves no room for a prompt in context-tokens (1024)",
                "ragline.chat.max-answer-tokens=0|tokens are more than 0",
                "ragline.chat.models.a.concurrency=0|The language model 'a': concurrency is at least 1",
                "ragline.chat.models.a.timeout=0s|timeouts are more than 0",
                "ragline.chat.models.a.requests-per-minute=0|leave them out for no limit",
                "ragline.chat.models.a.base-url=localhost:11434|base-url is no URL that begins with http",
                "ragline.chat.models.c.base-url=http://c|ragline.chat.models.c.model is not set",
                "ragline.chat.models.extractive.model=x|the name stands for the sentences of the documents themselves",
                "ragline.chat.models.\"gpt-4o\".model=x|there are two models 'gpt-4o'"
            })
    void settings_that_make_no_sense_stop_the_start(String added, String why) {
        settings.putAll(Map.of(
                "ragline.chat.model",
                "gpt-4o",
                "ragline.chat.models.a.model",
                "a",
                "ragline.chat.models.b.model",
                "b"));
        for (String setting : added.split(" ")) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }

        assertThatIllegalStateException().isThrownBy(this::chatModels).withMessageContaining(why);
    }

    @Test
    void a_url_with_a_key_is_not_shown() {
        settings.put("ragline.chat.model", "m");
        settings.put("ragline.chat.base-url", "ftp://me:secret@host/v1");

        assertThatIllegalStateException().isThrownBy(this::chatModels).withMessageNotContaining("secret");
    }

    @Test
    void vectors_of_known_models_have_a_known_length() {
        settings.put("ragline.embedding.model", "openai/text-embedding-3-large");

        assertThat(embeddingModel().dimensions()).isEqualTo(3072);
        assertThat(embeddingModel().longestChunk()).isEqualTo(455);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|ragline.embedding.dimensions has to say",
                "ragline.embedding.model=bge-small-en-v1.5|a model that runs in the worker",
                "ragline.embedding.dimensions=8 ragline.embedding.batch-size=0|at least 1",
                "ragline.embedding.dimensions=8 ragline.embedding.max-input-tokens=32|at least 72",
                "ragline.embedding.dimensions=8 ragline.embedding.standard=true ragline.embedding.max-input-tokens=256|at least 288"
            })
    void settings_of_an_embedding_model_that_make_no_sense_stop_the_start(String added, String why) {
        settings.put("ragline.embedding.model", "e");
        for (String setting : added == null ? new String[0] : added.split(" ")) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }

        assertThatIllegalStateException().isThrownBy(this::embeddingModel).withMessageContaining(why);
    }
}
