package io.ragline.worker.openai;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A model at a server that speaks OpenAI's protocol.
 *
 * @param baseUrl up to and with {@code /v1}; Azure's up to the host, the deployment, or {@code /openai/v1}
 * @param apiKey what the server asks for; null if it asks for nothing
 * @param model as the server names it; at Azure, the deployment
 * @param azureApiVersion of Azure's API; null elsewhere
 */
public record OpenAiEndpoint(
        String baseUrl,
        @Nullable String apiKey,
        String model,
        @Nullable String azureApiVersion) {
    private static final int KEPT_OPEN = 32;

    /** Less than servers of models keep an idle connection, many of them 5 s: a call on one that they have closed is lost. */
    private static final int KEPT_OPEN_SECONDS = 3;

    /** Servers that ask for no key mind none. */
    private static final String NO_KEY = "none";

    /** @throws IllegalArgumentException if the URL is none */
    public OpenAiEndpoint {
        Objects.requireNonNull(model);
        String scheme = URI.create(baseUrl).getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("a base URL begins with http:// or https://");
        }
    }

    /** Never shows the key, nor what the URL may hold of one. */
    @Override
    public String toString() {
        return "OpenAiEndpoint[model=%s]".formatted(model);
    }

    /**
     * A client that tries once.
     *
     * @param connect time to connect
     * @param read time between two parts of an answer
     * @param whole time for an answer
     */
    public OpenAIClient client(Duration connect, Duration read, Duration whole) {
        OpenAIOkHttpClient.Builder client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .maxRetries(0)
                .okHttpClient(connections())
                .addInterceptor(new PlainErrors())
                .timeout(Timeout.builder()
                        .connect(connect)
                        .read(read)
                        .write(read)
                        .request(whole)
                        .build());
        String key = apiKey == null ? NO_KEY : apiKey;
        if (azureApiVersion == null) {
            return client.apiKey(key).build();
        }
        return client.credential(AzureApiKeyCredential.create(key))
                .azureServiceVersion(AzureOpenAIServiceVersion.fromString(azureApiVersion))
                .azureUrlPathMode(namesDeployment() ? AzureUrlPathMode.UNIFIED : AzureUrlPathMode.LEGACY)
                .build();
    }

    /** Elsewhere the client puts the deployment into the path. */
    private boolean namesDeployment() {
        String path = Objects.requireNonNullElse(URI.create(baseUrl).getPath(), "");
        return path.contains("/deployments/") || path.replaceAll("/+$", "").endsWith("/v1");
    }

    /**
     * Not HTTP/2: whoever gives up a call interrupts its thread, which closes the connection of that call. With HTTP/2 the server would
     * only learn of it with the next request, and a model would go on writing until then. Redirects are not followed: what a server is
     * told, a key among it, is for that server, and where it points is nobody's choice but its own.
     */
    public static OkHttpClient connections() {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(KEPT_OPEN, KEPT_OPEN_SECONDS, TimeUnit.SECONDS))
                .build();
    }
}
