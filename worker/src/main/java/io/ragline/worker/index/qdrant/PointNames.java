package io.ragline.worker.index.qdrant;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** How chunks and their owners are named in Qdrant. */
final class PointNames {
    private static final int BYTES = 8 * Long.BYTES + 2 * Integer.BYTES;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private PointNames() {}

    /** The same for the same chunk every time, so that writing it again replaces it; another in every other index. */
    static PointId id(CollectionRef collection, ChunkKey key) {
        ByteBuffer name = ByteBuffer.allocate(BYTES);
        List.of(
                        collection.tenantId(),
                        collection.indexId(),
                        key.owner().documentId(),
                        key.owner().versionId())
                .forEach(id -> name.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        name.putInt(key.owner().attempt()).putInt(key.ordinal());
        ByteBuffer digest = ByteBuffer.wrap(sha256().digest(name.array()));
        long high = digest.getLong() & ~0xF000L | VERSION_8;
        long low = digest.getLong() & ~(0b11L << 62) | VARIANT;
        return PointIdFactory.id(new UUID(high, low));
    }

    static String owner(ChunkOwner owner) {
        return owner.documentId() + "/" + owner.versionId() + "/" + owner.attempt();
    }

    /** Reads what {@link #owner} wrote. */
    static ChunkOwner readOwner(String name) {
        String[] parts = name.split("/", -1);
        return new ChunkOwner(UUID.fromString(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
