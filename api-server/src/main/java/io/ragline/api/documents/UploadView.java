package io.ragline.api.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.http.Problem.RejectedFile;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an upload: each file was accepted or rejected on its own. */
public record UploadView(UUID batchId, List<AcceptedFile> documents, List<RejectedFile> rejected) {

    /**
     * A file that was accepted.
     *
     * @param filename its name; within a ZIP, its path
     * @param externalId the caller's own id, if it has one
     * @param status {@code queued}, or {@code duplicate} if the collection had that very content already
     * @param detail what a duplicate was taken for, if that is a document of another name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AcceptedFile(
            UUID documentId,
            UUID versionId,
            UUID jobId,
            String filename,
            @Nullable String externalId,
            String status,
            @Nullable String detail) {}
}
