package io.ragline.api.http;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.List;

/** No file of an upload was accepted. */
public class RejectedUploadException extends RaglineException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem.RejectedFile> rejected;

    /** @param code of the first file that was rejected; its status is the response's */
    public RejectedUploadException(ErrorCode code, String detail, List<Problem.RejectedFile> rejected) {
        super(code, detail);
        this.rejected = List.copyOf(rejected);
    }

    /** @param first why the first file was rejected; its status is the response's */
    public RejectedUploadException(RaglineException first, List<Problem.RejectedFile> rejected) {
        super(first.code(), first.detail(), first.retryAfter().orElse(null), first);
        this.rejected = List.copyOf(rejected);
    }

    List<Problem.RejectedFile> rejected() {
        return rejected;
    }
}
