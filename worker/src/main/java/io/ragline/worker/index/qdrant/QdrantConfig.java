package io.ragline.worker.index.qdrant;

import io.ragline.tls.PemFiles;
import io.ragline.tls.TlsFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The Qdrant server, what its collections look like, and how patiently it is asked. */
@ConfigMapping(prefix = "ragline.qdrant")
public interface QdrantConfig {

    /** Host and port of its gRPC interface; {@code https} for TLS. */
    @WithDefault("http://127.0.0.1:6334")
    URI url();

    /** What the server asks for. Never logged. */
    Optional<String> apiKey();

    /** For an {@code https} server. */
    TlsFiles tls();

    /** What the names of the collections begin with, so that several installations can share a server. */
    @WithDefault("ragline")
    String prefix();

    /** Time for a search or a look-up. */
    @WithDefault("5s")
    Duration timeout();

    /** Time for a write, which is answered when every replica has applied it. */
    @WithDefault("30s")
    Duration writeTimeout();

    /** How long a write waits in all for a server that is away or asks for patience. */
    @WithDefault("30s")
    Duration rideOut();

    /** Chunks written with one request. */
    @WithDefault("128")
    int batch();

    /** Shards of a new collection, for a cluster. */
    @WithDefault("1")
    int shards();

    /** Copies of each shard of a new collection; more than half of them must have a write. */
    @WithDefault("1")
    int replicas();

    /** Whether exact vectors stay on disk; those that are searched first, a byte a dimension, are always in memory. */
    @WithDefault("true")
    boolean vectorsOnDisk();

    /** How many times as many candidates as are asked for the rounded vectors give, for the exact ones to choose from. */
    @WithDefault("2.0")
    double oversampling();

    /** The graph. */
    Hnsw hnsw();

    /** When and into how much the server merges what was written. */
    Optimizer optimizer();

    /** Of a collection's graph. */
    interface Hnsw {
        /** Links of a node. */
        @WithDefault("16")
        int m();

        /** Links of a node to others of its tenant, and of each other filter; {@code m} if not set. */
        OptionalInt payloadM();

        /** Width of the search while building. */
        @WithDefault("128")
        int efConstruct();

        /** Width of a search. */
        @WithDefault("128")
        int ef();
    }

    /** Of a collection; what is not set is the server's choice. */
    interface Optimizer {
        /** From how many kilobytes of vectors on a segment gets a graph. */
        OptionalInt indexingThreshold();

        /** Segments that it aims at: as many as searches shall use processors, say. */
        OptionalInt segments();
    }

    /** @throws IllegalArgumentException naming the setting that can't be meant */
    default void check() {
        expect(
                url().getHost() != null && ("http".equals(url().getScheme()) || "https".equals(url().getScheme())),
                "url",
                "http://host:6334 or https://host:6334",
                url());
        expect(
                "https".equals(url().getScheme()) || !certificates().isAny(),
                "url",
                "https where ragline.qdrant.tls is set",
                url());
        expect(prefix().matches("[a-zA-Z0-9_-]{1,100}"), "prefix", "1 to 100 letters, digits, _ and -", prefix());
        expect(timeout().isPositive(), "timeout", "positive", timeout());
        expect(writeTimeout().isPositive(), "write-timeout", "positive", writeTimeout());
        expect(!rideOut().isNegative(), "ride-out", "0 or more", rideOut());
        expect(batch() >= 1 && batch() <= 1_000, "batch", "1 to 1000", batch());
        expect(shards() >= 1, "shards", "at least 1", shards());
        expect(replicas() >= 1, "replicas", "at least 1", replicas());
        expect(oversampling() >= 1 && oversampling() <= 100, "oversampling", "1 to 100", oversampling());
        expect(hnsw().ef() >= 1, "hnsw.ef", "at least 1", hnsw().ef());
    }

    /** @throws IllegalArgumentException if there is a certificate without its key, or a key without its certificate */
    default PemFiles certificates() {
        return new PemFiles("ragline.qdrant.tls", tls());
    }

    private static void expect(boolean holds, String setting, String what, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "ragline.qdrant.%s has to be %s, not '%s'".formatted(setting, what, found));
        }
    }
}
