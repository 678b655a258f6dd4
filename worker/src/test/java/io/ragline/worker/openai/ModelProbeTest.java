package io.ragline.worker.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.provider.ModelState;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class ModelProbeTest {
    private static final String KEY = "sk-never-to-be-seen";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ChatServerDouble server = ChatServerDouble.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private ModelState look(String model, @Nullable String azure) {
        try (ModelProbe probe =
                new ModelProbe(new OpenAiEndpoint(server.url(), KEY, model, azure), Clock.fixed(NOW, ZoneOffset.UTC))) {
            return probe.look();
        }
    }

    private ModelState look() {
        return look("m", null);
    }

    @Test
    void a_server_that_names_the_model_is_well() {
        server.models(Script.models("other", "m:latest"));

        assertThat(look()).isEqualTo(new ModelState(true, NOW, null));
        assertThat(server.allRequests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v1/models");
            assertThat(request.header("authorization")).isEqualTo("Bearer " + KEY);
        });
    }

    @Test
    void one_that_names_others_only_is_suspicious() {
        server.models(Script.models("other"));

        assertThat(look().detail()).isEqualTo("its server does not name it among its models");
    }

    @Test
    void one_without_a_list_does_answer() {
        server.models(Script.status(404, "no such path"));

        assertThat(look()).isEqualTo(new ModelState(true, NOW, null));
    }

    @Test
    void azure_is_asked_its_own_way() {
        assertThat(look("deployment", "2024-10-21").reachable()).isTrue();
        assertThat(server.allRequests().getFirst().header("api-key")).isEqualTo(KEY);
    }

    @Test
    void a_refused_key_is_told_and_not_shown() {
        server.models(Script.wrongKey());

        ModelState state = look();

        assertThat(state.reachable()).isFalse();
        assertThat(state.detail()).contains("does not accept the key").doesNotContain(KEY);
    }

    @Test
    void one_that_asks_for_patience_does_answer() {
        server.models(Script.tooManyRequests());

        assertThat(look().reachable()).isTrue();
    }

    @Test
    void a_broken_one_and_none_are_not_reachable() {
        server.models(Script.status(500, "x"));
        assertThat(look().reachable()).isFalse();

        server.close();

        assertThat(look().reachable()).isFalse();
        assertThat(look().detail()).contains("can't be reached");
    }
}
