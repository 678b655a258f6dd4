package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** One more name under which a document's content was uploaded. */
@Entity
@Table(name = "document_alias")
@IdClass(DocumentAliasEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DocumentAliasEntity {
    @Id
    @Column(name = "collection_id", nullable = false)
    public UUID collectionId;

    @Id
    @Column(nullable = false)
    public String filename;

    @Column(name = "document_id", nullable = false)
    public UUID documentId;

    /** A name within a collection. */
    public record Key(UUID collectionId, String filename) implements Serializable {}
}
