package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a version has in an index: the attempt whose chunks are its own. Only these are ever seen. */
@Entity
@Table(name = "indexed_version")
@IdClass(IndexedVersionEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class IndexedVersionEntity {
    @Id
    @Column(name = "version_id", nullable = false)
    public UUID versionId;

    @Id
    @Column(name = "index_id", nullable = false)
    public UUID indexId;

    @Column(nullable = false)
    public int attempt;

    @Column(nullable = false)
    public int chunks;

    /** The chunks as a blob; null if they were written before they were kept so. */
    @Column(name = "chunks_sha256")
    public @Nullable String chunksSha256;

    /** A version in an index. */
    public record Key(UUID versionId, UUID indexId) implements Serializable {}
}
