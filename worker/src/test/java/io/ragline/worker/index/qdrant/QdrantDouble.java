package io.ragline.worker.index.qdrant;

import com.google.protobuf.Message;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Speaks Qdrant's gRPC protocol on a port of this machine and keeps everything in memory. Every request is held against
 * {@link RequestRules}.
 *
 * <p>What a real server does differently: searches by vector go through a graph over rounded vectors and may miss some of the
 * nearest; a shard or segment merges and moves points in the background; document frequencies are counted by shard, and those of
 * points that were deleted stay for a while; an index of a payload field takes time to build; with several machines, copies may
 * disagree for a moment and a write may be applied by some of them only.
 */
final class QdrantDouble implements AutoCloseable {
    private final Map<String, DoubleCollection> collections = new ConcurrentHashMap<>();
    private final List<Message> requests = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Server server;
    private final int port;
    private volatile String version = "1.16.0";
    private volatile String expectedKey = "";
    private volatile boolean deletes = true;

    /** Null status: no answer at all. */
    private record Failure(Class<? extends Message> of, Status status, Metadata trailers) {}

    QdrantDouble() {
        this(0, InsecureServerCredentials.create());
    }

    QdrantDouble(int wantedPort, ServerCredentials credentials) {
        try {
            this.server = Grpc.newServerBuilderForPort(wantedPort, credentials)
                    .addService(new DoublePoints(this))
                    .addService(new DoubleCollections(this))
                    .addService(new Service())
                    .intercept(new KeyCheck())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = server.getPort();
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void version(String text) {
        version = text;
    }

    /** Refuses whoever comes without it. */
    void expectKey(String key) {
        expectedKey = key;
    }

    /** The next requests of this kind fail; with {@code OK} they are left to pass. */
    void fail(int times, Class<? extends Message> of, Status status, Metadata trailers) {
        synchronized (failures) {
            for (int i = 0; i < times; i++) {
                failures.add(new Failure(of, status, trailers));
            }
        }
    }

    void fail(int times, Class<? extends Message> of, Status status) {
        fail(times, of, status, new Metadata());
    }

    /** The next request of this kind is never answered. */
    void ignore(Class<? extends Message> of) {
        fail(1, of, null);
    }

    /** From now on deletions are answered and not done. */
    void neverDelete() {
        deletes = false;
    }

    boolean deletes() {
        return deletes;
    }

    Map<String, DoubleCollection> collections() {
        return collections;
    }

    DoubleCollection collection(String name) {
        DoubleCollection collection = collections.get(name);
        if (collection == null) {
            throw Status.NOT_FOUND
                    .withDescription("Not found: Collection `%s` doesn't exist!".formatted(name))
                    .asRuntimeException();
        }
        return collection;
    }

    /** What was asked, in order. */
    <M extends Message> List<M> requests(Class<M> type) {
        return requests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What was wrong with the requests so far. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** Looks at a request and answers it. */
    <A> void answer(Message request, StreamObserver<A> to, Supplier<A> answer) {
        requests.add(request);
        Failure failure = nextFailure(request);
        if (failure != null && failure.status() != Status.OK) {
            if (failure.status() != null) {
                to.onError(failure.status().asRuntimeException(failure.trailers()));
            }
            return;
        }
        List<String> wrong = RequestRules.broken(request);
        broken.addAll(wrong);
        try {
            if (!wrong.isEmpty()) {
                throw Status.INVALID_ARGUMENT.withDescription(wrong.toString()).asRuntimeException();
            }
            to.onNext(answer.get());
            to.onCompleted();
        } catch (StatusRuntimeException e) {
            to.onError(e);
        } catch (RuntimeException e) {
            broken.add("The double failed: " + e);
            to.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
        }
    }

    private Failure nextFailure(Message request) {
        synchronized (failures) {
            return !failures.isEmpty() && failures.peek().of().isInstance(request) ? failures.poll() : null;
        }
    }

    private final class Service extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> to) {
            answer(
                    request,
                    to,
                    () -> HealthCheckReply.newBuilder()
                            .setTitle("a double of qdrant")
                            .setVersion(version)
                            .build());
        }
    }

    private final class KeyCheck implements ServerInterceptor {
        private static final Metadata.Key<String> KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (!expectedKey.isEmpty() && !expectedKey.equals(headers.get(KEY))) {
                call.close(
                        Status.UNAUTHENTICATED.withDescription(
                                "Must provide an API key or an Authorization bearer token"),
                        new Metadata());
                return new ServerCall.Listener<>() {};
            }
            return next.startCall(call, headers);
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
