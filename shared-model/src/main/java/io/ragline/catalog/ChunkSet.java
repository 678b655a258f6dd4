package io.ragline.catalog;

import io.ragline.model.ChunkOwner;
import java.util.UUID;

/** The chunks that one attempt may have left in the index of a collection. */
public record ChunkSet(UUID tenantId, UUID collectionId, ChunkOwner owner) {}
