package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ragline.catalog.DocumentEntity;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.model.PageWarning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A document and its versions, newest first.
 *
 * @param activeVersionId the version that questions see; absent until the first is complete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentView(
        UUID documentId,
        String filename,
        @Nullable UUID activeVersionId,
        Instant createdAt,
        Instant updatedAt,
        List<VersionView> versions) {

    /**
     * A version.
     *
     * @param number from 1
     * @param status {@code queued}, {@code active}, {@code superseded} or {@code failed}
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
            @Nullable Integer chunks,

            @Schema(implementation = PageWarning[].class) @JsonRawValue
            String warnings,

            @Nullable VersionError error,
            Instant createdAt,
            @Nullable Instant activatedAt) {
        static VersionView of(DocumentVersionEntity version) {
            return new VersionView(
                    version.id,
                    version.number,
                    version.status.id(),
                    version.mediaType,
                    version.sizeBytes,
                    version.sha256,
                    version.pages,
                    version.chunks,
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

    static DocumentView of(DocumentEntity document, List<DocumentVersionEntity> versions) {
        return new DocumentView(
                document.id,
                document.filename,
                document.activeVersionId,
                document.createdAt,
                document.updatedAt,
                versions.stream().map(VersionView::of).toList());
    }
}
