package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.IndexedVersionEntity;
import io.ragline.model.DocumentInfo;
import io.ragline.model.PageWarning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A document and its versions, newest first.
 *
 * @param externalId the caller's own id, if it has one
 * @param aliases other names under which its content was uploaded
 * @param metadata the caller's
 * @param activeVersionId the version that questions see; absent until the first is complete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentView(
        UUID documentId,
        UUID collectionId,
        String filename,
        @Nullable String externalId,
        List<String> aliases,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String metadata,
        @Nullable UUID activeVersionId,
        Instant createdAt,
        Instant updatedAt,
        List<VersionView> versions) {

    /**
     * A version.
     *
     * @param number from 1
     * @param status {@code queued}, {@code active}, {@code superseded} or {@code failed}
     * @param pages how many it has; absent until it is read
     * @param characters of text that was read
     * @param chunks it was cut into; absent until it is complete
     * @param stages milliseconds that each step of its reading took
     * @param info what the document says about itself
     * @param warnings what of which page could not be read
     * @param error why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VersionView(
            UUID versionId,
            int number,
            String status,
            String mediaType,
            long sizeBytes,
            String sha256,
            @Nullable Integer pages,
            @Nullable Long characters,
            @Nullable Integer chunks,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String stages,

            @Schema(implementation = DocumentInfo.class) @JsonRawValue
            String info,

            @Schema(implementation = PageWarning[].class) @JsonRawValue
            String warnings,

            @Nullable VersionError error,
            Instant createdAt,
            @Nullable Instant activatedAt) {
        static VersionView of(DocumentVersionEntity version, @Nullable IndexedVersionEntity indexed, String stages) {
            return new VersionView(
                    version.id,
                    version.number,
                    version.status.id(),
                    version.mediaType,
                    version.sizeBytes,
                    version.sha256,
                    version.pages,
                    version.characters,
                    indexed == null ? null : indexed.chunks,
                    stages,
                    version.info,
                    version.warnings,
                    version.errorCode == null
                            ? null
                            : new VersionError(
                                    version.errorCode, version.errorDetail == null ? "" : version.errorDetail),
                    version.createdAt,
                    version.activatedAt);
        }
    }

    /** Why a version could not be read. */
    public record VersionError(String code, String detail) {}

    static DocumentView of(DocumentEntity document, List<String> aliases, List<VersionView> versions) {
        return new DocumentView(
                document.id,
                document.collectionId,
                document.filename,
                document.externalId,
                aliases,
                document.metadata,
                document.activeVersionId,
                document.createdAt,
                document.updatedAt,
                versions);
    }
}
