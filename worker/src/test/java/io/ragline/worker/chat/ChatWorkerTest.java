package io.ragline.worker.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.provider.ModelState;
import io.ragline.provider.ModelStates;
import io.ragline.provider.ModelStates.Kind;
import io.ragline.testing.RealServices;
import io.ragline.worker.embed.Embedders;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole worker whose settings name models. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
@WithTestResource(ChatServices.class)
class ChatWorkerTest {
    @Inject
    ChatModels models;

    @Inject
    Embedders embedders;

    @Inject
    ModelStates states;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    @Test
    void its_models_answer_embed_and_are_measured() throws Exception {
        ChatRequest request = new ChatRequest(List.of(new Turn(Role.USER, "Why?")), null, 10, null);

        assertThat(models.named(null).orElseThrow().complete(request, ChatListener.NONE))
                .isEqualTo(models.named("gpt-9").orElseThrow().complete(request, ChatListener.NONE));
        assertThat(models.named("spare")).isPresent();
        assertThat(embedders.named("vectors").embedQuery("why?")).hasSize(8);
        assertThat(embedders.standard().model()).isEqualTo("bge-small-en-v1.5");
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                            .body())
                    .contains("ragline_chat_calls_seconds_count{model=\"gpt-9\",outcome=\"answered\"")
                    .contains("ragline_chat_first_token_seconds_count{model=\"gpt-9\"")
                    .contains("ragline_chat_tokens_total{kind=\"completion\",model=\"gpt-9\"")
                    .contains("ragline_embedding_calls_seconds_count{model=\"vectors\",outcome=\"answered\"")
                    .contains("resilience4j_circuitbreaker_state{name=\"chat gpt-9\",state=\"closed\"")
                    .contains("resilience4j_bulkhead_available_concurrent_calls{name=\"embedding vectors\"");
        }
    }

    @Test
    void whether_they_answer_is_told_to_the_api() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> states.get(Kind.EMBEDDING, "vectors").isPresent());

        assertThat(states.get(Kind.CHAT, "gpt-9")).get().satisfies(state -> {
            assertThat(state.reachable()).isTrue();
            assertThat(state.detail()).isNull();
            assertThat(state.checkedAt()).isNotNull();
        });
        assertThat(states.get(Kind.CHAT, "spare"))
                .map(ModelState::detail)
                .hasValue("its server does not name it among its models");
        assertThat(states.get(Kind.CHAT, "other")).isEmpty();
    }
}
