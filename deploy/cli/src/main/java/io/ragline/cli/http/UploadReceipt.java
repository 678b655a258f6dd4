package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of uploaded files: each was accepted or rejected on its own, in the order in which they were sent. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UploadReceipt(
        @Nullable String batchId,
        @Nullable List<Accepted> documents,
        @Nullable List<Rejected> rejected) {

    public UploadReceipt {
        documents = documents == null ? List.of() : List.copyOf(documents);
        rejected = rejected == null ? List.of() : List.copyOf(rejected);
    }

    public List<Accepted> documentsOrNone() {
        return documents == null ? List.of() : documents;
    }

    public List<Rejected> rejectedOrNone() {
        return rejected == null ? List.of() : rejected;
    }

    /**
     * A file that is or will be in the collection.
     *
     * @param jobId of the job that indexes it; none when the same content is there already
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Accepted(
            @Nullable String documentId,
            @Nullable String jobId,
            @Nullable String filename,
            @Nullable String externalId,
            @Nullable String status) {

        /** Whether the collection had that very content before. */
        public boolean isDuplicate() {
            return "duplicate".equals(status);
        }
    }

    /** A file that was not taken. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Rejected(
            @Nullable String filename,
            @Nullable String code,
            @Nullable String detail) {}
}
