package io.ragline.worker.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import io.ragline.worker.vision.NotDescribedException;
import io.ragline.worker.vision.openai.OpenAiImageDescriber;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a model's server points to is not gone: whoever stands there would be given the key and the documents' words. */
class RedirectTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ChatServerDouble server = ChatServerDouble.start();
    private final ChatServerDouble elsewhere = ChatServerDouble.start();

    @AfterEach
    void stop() {
        server.close();
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        elsewhere.models(Script.models("there"));
        server.models(Script.body(status, "", "Location", elsewhere.url() + "/models"));
        OpenAIClient client = new OpenAiEndpoint(server.url(), "sk-ours", "gpt-9", null).client(SOON, SOON, SOON);

        assertThatThrownBy(() -> client.models().list()).isInstanceOf(OpenAIException.class);

        assertThat(elsewhere.allRequests()).isEmpty();
        client.close();
    }

    @Test
    void noPictureGoesWhereARedirectLeads() {
        server.replyAlways(Script.body(307, "", "Location", elsewhere.url() + "/chat/completions"));
        OpenAiImageDescriber describer =
                new OpenAiImageDescriber(server.url(), "sk-ours", "gpt-9", SOON, Clock.systemUTC());

        assertThatThrownBy(() -> describer.describe(new byte[] {1})).isInstanceOf(NotDescribedException.class);

        assertThat(server.allRequests()).isNotEmpty();
        assertThat(elsewhere.allRequests()).isEmpty();
    }
}
