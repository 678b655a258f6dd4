package io.ragline.catalog;

import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A collection's chunks, all cut in one way and embedded by one model. */
@Entity
@DynamicUpdate // what others change meanwhile stays
@Table(name = "collection_index")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CollectionIndexEntity {
    @Id
    public UUID id;

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;

    @Column(name = "collection_id", nullable = false)
    public UUID collectionId;

    @Column(nullable = false)
    public IndexStatus status;

    /** Null until the first chunk is written, unless it was asked for. */
    @Column(name = "embedding_model")
    public @Nullable String embeddingModel;

    @Column(name = "embedding_size")
    public @Nullable Integer embeddingSize;

    @Column(name = "chunk_strategy", nullable = false)
    String chunkStrategy;

    @Column(name = "chunk_size", nullable = false)
    int chunkSize;

    @Column(name = "chunk_overlap", nullable = false)
    int chunkOverlap;

    /** The re-indexing that builds it. */
    @Column(name = "batch_id")
    public @Nullable UUID batchId;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "retired_at")
    public @Nullable Instant retiredAt;

    /** How documents are cut. */
    public ChunkingOptions chunking() {
        return new ChunkingOptions(ChunkingStrategy.of(chunkStrategy), chunkSize, chunkOverlap);
    }

    void setChunking(ChunkingOptions chunking) {
        chunkStrategy = chunking.strategy().id();
        chunkSize = chunking.size();
        chunkOverlap = chunking.overlap();
    }
}
