package io.ragline.worker.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.blob.DocumentType;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.VersionRepository;
import io.ragline.filter.Attributes;
import io.ragline.model.ChunkOwner;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.CollectionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What the catalogue knows of documents, as indexes are to have it. */
@ApplicationScoped
class DocumentAttributes {
    private final DocumentRepository documents;
    private final VersionRepository versions;
    private final ChunkIndex index;
    private final ObjectMapper json;

    DocumentAttributes(DocumentRepository documents, VersionRepository versions, ChunkIndex index, ObjectMapper json) {
        this.documents = documents;
        this.versions = versions;
        this.index = index;
        this.json = json;
    }

    /**
     * What is known of a document.
     *
     * @param as the same text for as long as it is the same
     */
    record Known(Attributes attributes, String as) {}

    /** What is known of a version's document now; nothing of one that was deleted meanwhile. */
    Known of(UUID versionId) {
        Optional<DocumentVersionEntity> version = versions.findVersion(versionId);
        return version.flatMap(found -> documents.find(found.documentId))
                .map(document -> new Known(attributes(document, version.get()), documents.knownAs(document)))
                .orElse(new Known(Attributes.NONE, ""));
    }

    private Attributes attributes(DocumentEntity document, DocumentVersionEntity version) {
        try {
            return Attributes.ofDocument(
                    Stream.concat(Stream.of(document.filename), documents.aliases(document.id).stream())
                            .toList(),
                    version.mediaType,
                    DocumentType.of(version.mediaType)
                            .map(DocumentType::extension)
                            .orElse(version.mediaType),
                    document.createdAt,
                    json.readTree(document.metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Metadata of document %s is no JSON".formatted(document.id), e);
        }
    }

    /** Has an index know what the catalogue does of a version that questions see, even if that changes again meanwhile. */
    void tell(CollectionIndexEntity target, ChunkOwner owner) {
        CollectionRef ref = new CollectionRef(target.tenantId, target.id);
        Known told;
        do {
            told = of(owner.versionId());
            index.describe(ref, target.analysis(), owner, told.attributes());
            index.commit(ref);
        } while (!told.as().equals(of(owner.versionId()).as()));
    }
}
