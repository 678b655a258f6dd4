package io.ragline.worker.webhook;

import io.ragline.model.Durations;
import io.ragline.outbound.CheckedNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts over HTTP/1.1 to strangers: connects to the very addresses that {@link CheckedNames} let pass, while the name stays
 * the one that TLS checks; follows nothing, remembers nothing, keeps no connection, reads little, and takes no longer than
 * it may.
 */
final class PinnedHttp implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_BODY_BYTES = 1024;
    private static final int MAX_HEADER_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timeouts").factory());

    /** @param timeout the longest that waiting for the next byte may take; connecting has half of it, so that another address gets a turn */
    PinnedHttp(CheckedNames names, Duration timeout) {
        Timeout patience = Timeout.of(timeout);
        client = HttpClients.custom()
                .setConnectionManager(connections(names, patience, Timeout.of(timeout.dividedBy(2))))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .setResponseTimeout(patience)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Ragline-Webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(CheckedNames names, Timeout patience, Timeout connecting) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Resolver(names))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connecting)
                        .setSocketTimeout(patience)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_HEADER_LINE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                .build();
    }

    /** The client connects to what this gives and to nothing else. */
    private record Resolver(CheckedNames names) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return names.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /**
     * Posts once.
     *
     * @param patience for all of it
     * @throws SocketTimeoutException if it took longer
     * @throws IOException if there was no answer
     */
    Reply post(URI target, Map<String, String> headers, byte[] body, Duration patience) throws IOException {
        HttpPost request = new HttpPost(target);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        Runnable giveUp = () -> {
            late.set(true); // before the connection breaks, so that whoever waits knows why
            request.cancel();
        };
        Future<?> bell = clock.schedule(giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        ClassicHttpResponse response = null;
        try {
            response = client.executeOpen(null, request, null);
            return read(response);
        } catch (IOException e) {
            if (late.get()) {
                SocketTimeoutException timeout =
                        new SocketTimeoutException("No answer within " + Durations.inWords(patience));
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        } finally {
            bell.cancel(false);
            // first, else closing would read the rest of the answer, however long it is
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    private static Reply read(ClassicHttpResponse response) {
        return new Reply(
                response.getCode(),
                beginning(response.getEntity()),
                header(response, "Location"),
                RetryAfter.parse(header(response, "Retry-After"), Instant.now()));
    }

    private static @Nullable String header(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The status alone decides, so an answer whose body can't be read is an answer. */
    private static String beginning(@Nullable HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        try {
            InputStream content = entity.getContent();
            return new String(content.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
