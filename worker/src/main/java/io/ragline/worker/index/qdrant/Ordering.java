package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Points.ReadConsistency;
import io.qdrant.client.grpc.Points.ReadConsistencyType;
import io.qdrant.client.grpc.Points.WriteOrdering;
import io.qdrant.client.grpc.Points.WriteOrderingType;

/** What copies of a shard may disagree about. */
final class Ordering {
    /**
     * All writes of a shard pass one of its copies. A commit or a deletion says by a filter which points it means, so a copy that
     * took it before the points that it is about would differ from the others for good. (Strong ordering would add that nobody can
     * write while one certain copy is away.)
     */
    static final WriteOrdering WRITES =
            WriteOrdering.newBuilder().setType(WriteOrderingType.Medium).build();

    /** For counts, by which the catalogue decides what is there and what is gone: what most copies agree on. */
    static final ReadConsistency COUNTS =
            ReadConsistency.newBuilder().setType(ReadConsistencyType.Majority).build();

    /** For searches: one copy. What it has too much, the catalogue knows; a copy that lacks a write takes no searches. */
    static final ReadConsistency SEARCHES =
            ReadConsistency.newBuilder().setFactor(1).build();

    private Ordering() {}
}
