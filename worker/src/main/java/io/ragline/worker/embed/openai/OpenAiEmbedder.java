package io.ragline.worker.embed.openai;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.micrometer.core.instrument.MeterRegistry;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.embed.EmbeddingFailures;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.CallFailedException.Reason;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.ProviderBudget;
import io.ragline.worker.guard.Wanted;
import io.ragline.worker.openai.OpenAiEndpoint;
import io.ragline.worker.openai.OpenAiFailures;
import io.ragline.worker.openai.OpenAiTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Has texts embedded by a server, with care and within what its provider allows. */
public final class OpenAiEmbedder implements Embedder, AutoCloseable {
    /** Its models can be asked for shorter vectors than their own; others may not know the word. */
    private static final String SHORTENS = "text-embedding-3";

    private final OpenAiEndpoint endpoint;
    private final Options options;
    private final Guard guard;
    private final ProviderBudget budget;
    private final Wanted wanted;
    private final MeterRegistry meters;
    private final OpenAIClient client;
    private final OpenAiFailures failures;
    private final OpenAiTokens tokens;

    /**
     * How a model wants its texts.
     *
     * @param dimensions the length of its vectors
     * @param queryPrefix put before a question
     * @param passagePrefix put before a text to be found
     * @param maxInputTokens of a text; what stands behind them is left out
     * @param batchSize texts in one request
     */
    public record Options(
            int dimensions, String queryPrefix, String passagePrefix, int maxInputTokens, int batchSize) {}

    /**
     * @param connect time to connect
     * @param time for a request
     */
    public OpenAiEmbedder(
            OpenAiEndpoint endpoint,
            Options options,
            Guard guard,
            ProviderBudget budget,
            Wanted wanted,
            MeterRegistry meters,
            Duration connect,
            Duration time) {
        this.endpoint = endpoint;
        this.options = options;
        this.guard = guard;
        this.budget = budget;
        this.wanted = wanted;
        this.meters = meters;
        this.client = endpoint.client(connect, time, time);
        this.failures = new OpenAiFailures(endpoint.apiKey(), Clock.systemUTC());
        this.tokens = OpenAiTokens.of(endpoint.model());
    }

    @Override
    public String model() {
        return endpoint.model();
    }

    @Override
    public int dimensions() {
        return options.dimensions();
    }

    @Override
    public TokenCounter tokenCounter() {
        return tokens::count;
    }

    @Override
    public float[] embedQuery(String question) {
        return embed(List.of(options.queryPrefix() + question)).getFirst();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += options.batchSize()) {
            vectors.addAll(embed(texts.subList(from, Math.min(texts.size(), from + options.batchSize())).stream()
                    .map(text -> options.passagePrefix() + text)
                    .toList()));
        }
        return vectors;
    }

    private List<float[]> embed(List<String> texts) {
        List<String> read = texts.stream().map(text -> readable(text)).toList();
        try {
            return measured(() -> guard.call(alive -> ask(read), wanted.byThisThread()));
        } catch (CallFailedException e) {
            throw EmbeddingFailures.of(model(), e);
        }
    }

    /** Servers refuse empty texts. */
    private String readable(String text) {
        String cut = tokens.cut(text, options.maxInputTokens());
        return cut.isBlank() ? "-" : cut;
    }

    private List<float[]> ask(List<String> texts) {
        int estimate =
                budget.limitsTokens() ? texts.stream().mapToInt(tokens::count).sum() : 0;
        ProviderBudget.Share share = budget.take(estimate);
        try {
            CreateEmbeddingResponse response = client.embeddings().create(request(texts));
            List<float[]> vectors = vectors(response, texts.size());
            int used = (int) response.usage().totalTokens();
            share.took(used);
            meters.counter("ragline.embedding.tokens", "model", model()).increment(used);
            return vectors;
        } catch (OpenAIException e) {
            CallFailedException failed = failures.of(e);
            Duration patience = failed.retryAfter();
            if (patience != null && failed.mayPass()) {
                meters.counter("ragline.embedding.holds", "model", model()).increment();
                budget.hold(patience);
            }
            throw failed;
        }
    }

    private EmbeddingCreateParams request(List<String> texts) {
        EmbeddingCreateParams.Builder params = EmbeddingCreateParams.builder()
                .model(model())
                .inputOfArrayOfStrings(texts)
                // the client's own choice, base64, is not known to every server
                .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT);
        if (model().contains(SHORTENS)) {
            params.dimensions(dimensions());
        }
        return params.build();
    }

    private List<float[]> vectors(CreateEmbeddingResponse response, int texts) {
        float[][] vectors = new float[texts][];
        for (Embedding embedding : response.data()) {
            int index = (int) embedding.index();
            if (index < 0 || index >= texts) {
                throw unreadable("its answer has vectors of texts that it was not given");
            }
            vectors[index] = vector(embedding.embedding());
        }
        for (float[] vector : vectors) {
            if (vector == null) {
                throw unreadable("its answer leaves texts out");
            }
        }
        return List.of(vectors);
    }

    private float[] vector(List<Float> numbers) {
        if (numbers.size() != dimensions()) {
            throw new CallFailedException(
                    Reason.REQUEST_REFUSED,
                    "its vectors have %d numbers, not the %d of ragline.embedding.dimensions"
                            .formatted(numbers.size(), dimensions()),
                    null,
                    null);
        }
        double sum = 0;
        for (float x : numbers) {
            sum += (double) x * x;
        }
        double length = Math.sqrt(sum);
        if (!(length > 0 && length < Float.MAX_VALUE)) {
            throw unreadable("its answer has a vector without a direction");
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (numbers.get(i) / length);
        }
        return vector;
    }

    private static CallFailedException unreadable(String what) {
        return new CallFailedException(Reason.UNAVAILABLE, what, null, null);
    }

    private List<float[]> measured(Supplier<List<float[]>> call) {
        long start = System.nanoTime();
        String outcome = "stopped";
        try {
            List<float[]> vectors = call.get();
            outcome = "answered";
            return vectors;
        } catch (CallFailedException e) {
            outcome = e.reason().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            meters.timer("ragline.embedding.calls", "model", model(), "outcome", outcome)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        guard.close();
        client.close();
    }
}
