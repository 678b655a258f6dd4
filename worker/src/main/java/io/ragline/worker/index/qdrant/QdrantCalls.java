package io.ragline.worker.index.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.Uninterruptibles;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsFutureStub;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.PointsGrpc.PointsFutureStub;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantGrpc.QdrantFutureStub;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Calls of the server, each with a deadline, and again after a while when it is away or asks for patience: every request that is
 * made may be made twice. Callers that are interrupted wait for the answer like any other.
 */
final class QdrantCalls implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(QdrantCalls.class);

    /** A person waits for a search. */
    private static final Duration SEARCH_RIDE_OUT = Duration.ofSeconds(2);

    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int MAX_ANSWER_BYTES = 64 << 20;
    private static final int DEFAULT_PORT = 6334;

    private final String server;
    private final Duration timeout;
    private final Duration writeTimeout;
    private final Duration rideOut;
    private final Backoff backoff;
    private final ManagedChannel channel;
    private final PointsFutureStub points;
    private final CollectionsFutureStub collections;
    private final QdrantFutureStub service;

    /** What one call may use. */
    record Stubs(PointsFutureStub points, CollectionsFutureStub collections, QdrantFutureStub service) {}

    QdrantCalls(QdrantConfig config, Backoff backoff) {
        this.timeout = config.timeout();
        this.writeTimeout = config.writeTimeout();
        this.rideOut = config.rideOut();
        this.backoff = backoff;
        URI url = config.url();
        int port = url.getPort() == -1 ? DEFAULT_PORT : url.getPort();
        this.server = url.getHost() + ":" + port;
        this.channel = Grpc.newChannelBuilderForAddress(url.getHost(), port, credentials(config))
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .keepAliveTime(1, TimeUnit.MINUTES)
                .disableRetry() // not beside ours
                .build();
        this.points = keyed(PointsGrpc.newFutureStub(channel), config);
        this.collections = keyed(CollectionsGrpc.newFutureStub(channel), config);
        this.service = keyed(QdrantGrpc.newFutureStub(channel), config);
    }

    private static ChannelCredentials credentials(QdrantConfig config) {
        if (!"https".equals(config.url().getScheme())) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        config.certificates().trust().ifPresent(trust -> tls.trustManager(trust.getTrustManagers()));
        config.certificates().identity().ifPresent(identity -> tls.keyManager(identity.getKeyManagers()));
        return tls.build();
    }

    private static <S extends AbstractStub<S>> S keyed(S stub, QdrantConfig config) {
        Metadata headers = new Metadata();
        config.apiKey()
                .ifPresent(key -> headers.put(Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER), key));
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Where the server is. */
    String server() {
        return server;
    }

    /** Seconds that the server may take for a write. */
    long writeSeconds() {
        return seconds(writeTimeout);
    }

    /** Seconds that the server may take for a search. */
    long readSeconds() {
        return seconds(timeout);
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    /** @param what is being done, for messages */
    <T> T read(String what, Function<Stubs, ListenableFuture<T>> call) {
        return call(what, timeout, SEARCH_RIDE_OUT.compareTo(rideOut) < 0 ? SEARCH_RIDE_OUT : rideOut, call);
    }

    /** @param what is being done, for messages */
    <T> T write(String what, Function<Stubs, ListenableFuture<T>> call) {
        return call(what, writeTimeout, rideOut, call);
    }

    /** One try, for those who ask again by themselves. */
    <T> T once(String what, Function<Stubs, ListenableFuture<T>> call) {
        return call(what, timeout, Duration.ZERO, call);
    }

    private <T> T call(String what, Duration deadline, Duration patience, Function<Stubs, ListenableFuture<T>> call) {
        Duration waited = Duration.ZERO;
        for (int tries = 1; ; tries++) {
            try {
                return result(call.apply(stubs(deadline)));
            } catch (StatusRuntimeException e) {
                Duration wait = backoff.after(tries, QdrantFailures.retryAfter(e));
                waited = waited.plus(wait);
                if (channel.isShutdown() || !QdrantFailures.mayPass(e) || waited.compareTo(patience) > 0) {
                    LOG.warnf("Qdrant at %s: %s failed: %s", server, what, QdrantFailures.said(e.getStatus()));
                    throw QdrantFailures.of(what, e);
                }
                backoff.sleep(wait);
            }
        }
    }

    private Stubs stubs(Duration deadline) {
        long millis = deadline.toMillis();
        return new Stubs(
                points.withDeadlineAfter(millis, TimeUnit.MILLISECONDS),
                collections.withDeadlineAfter(millis, TimeUnit.MILLISECONDS),
                service.withDeadlineAfter(millis, TimeUnit.MILLISECONDS));
    }

    private static <T> T result(ListenableFuture<T> answer) {
        try {
            return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(answer));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StatusRuntimeException status) {
                throw status;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets calls that run end, for a few seconds. */
    @Override
    public void close() {
        channel.shutdown();
        try {
            channel.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            channel.shutdownNow();
        }
    }
}
