package io.ragline.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Changes with whatever a question to a collection could find. PostgreSQL's triggers write it. */
@Entity
@Immutable
@Table(name = "collection_revision")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CollectionRevisionEntity {
    @Id
    @Column(name = "collection_id")
    UUID collectionId;

    @Column(nullable = false)
    UUID revision;
}
