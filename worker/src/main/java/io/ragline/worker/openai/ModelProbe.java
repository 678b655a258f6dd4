package io.ragline.worker.openai;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.models.Model;
import io.ragline.provider.ModelState;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.CallFailedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether a model's server answers, by asking for its models, which costs nothing. */
final class ModelProbe implements AutoCloseable {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final int NO_SUCH_METHOD = 405;

    private final OpenAiEndpoint endpoint;
    private final OpenAIClient client;
    private final OpenAiFailures failures;
    private final Clock clock;

    ModelProbe(OpenAiEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.client = endpoint.client(TIME, TIME, TIME);
        this.failures = new OpenAiFailures(endpoint.apiKey(), clock);
        this.clock = clock;
    }

    ModelState look() {
        try {
            List<String> ids =
                    client.models().list().data().stream().map(Model::id).toList();
            return state(true, missing(ids));
        } catch (OpenAIServiceException e) {
            // not every server has a list, and one that says so does answer
            boolean noList = e.statusCode() == NOT_FOUND || e.statusCode() == NO_SUCH_METHOD;
            return noList ? state(true, null) : failed(failures.of(e));
        } catch (OpenAIException e) {
            return failed(failures.of(e));
        }
    }

    private ModelState failed(CallFailedException e) {
        boolean answers = e.reason() == Reason.RATE_LIMITED;
        return state(answers, String.valueOf(e.getMessage()));
    }

    /** Ollama has {@code llama3:latest} where {@code llama3} is asked for; Azure's deployments have names of their own. */
    private @Nullable String missing(List<String> ids) {
        String model = endpoint.model();
        boolean named = ids.isEmpty()
                || endpoint.azureApiVersion() != null
                || ids.stream().anyMatch(id -> id.equals(model) || id.startsWith(model + ':'));
        return named ? null : "its server does not name it among its models";
    }

    private ModelState state(boolean reachable, @Nullable String detail) {
        return new ModelState(reachable, clock.instant(), detail);
    }

    @Override
    public void close() {
        client.close();
    }
}
