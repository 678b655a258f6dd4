package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import io.ragline.model.RaglineException;

/** Whether the server can be used at all: looked at when the worker starts, or, if it is away then, before its first use. */
final class ServerCheck {
    private static final System.Logger LOG = System.getLogger(ServerCheck.class.getName());

    private final QdrantCalls calls;
    private final QdrantCollections collections;
    private volatile boolean passed;

    ServerCheck(QdrantCalls calls, QdrantCollections collections) {
        this.calls = calls;
        this.collections = collections;
    }

    /**
     * A server that is away may come back; one that will not do stops the worker.
     *
     * @throws RaglineException {@code INDEX_UNAVAILABLE}, saying what to do
     */
    void atStart() {
        try {
            calls.once("look whether it is there", stubs -> stubs.service().healthCheck(ping()));
            pass();
        } catch (RaglineException e) {
            if (!QdrantFailures.isSilence(e)) {
                throw e;
            }
            LOG.log(System.Logger.Level.WARNING, "{0}. The worker starts, and is not ready until then", e.detail());
        }
    }

    /** Before each use. */
    void pass() {
        if (passed) {
            return;
        }
        String found = calls.read(
                        "ask for the version", stubs -> stubs.service().healthCheck(ping()))
                .getVersion();
        if (ServerVersion.read(found)
                .filter(version -> version.compareTo(ServerVersion.LEAST) >= 0)
                .isEmpty()) {
            throw QdrantFailures.unusable(
                    "Qdrant at %s has version '%s', and Ragline needs %s or newer: upgrade it, one minor version at a time"
                            .formatted(calls.server(), found, ServerVersion.LEAST));
        }
        collections.list();
        passed = true;
    }

    /** Whether the server answers now. */
    void ping(String why) {
        calls.once(why, stubs -> stubs.service().healthCheck(ping()));
    }

    private static HealthCheckRequest ping() {
        return HealthCheckRequest.getDefaultInstance();
    }
}
