package io.ragline.api.openai;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;

/** Nothing comes of a job any more, or not in time: a client that sent its request again would only have the same done once more. */
final class GivenUpException extends RaglineException {
    private static final long serialVersionUID = 1L;

    GivenUpException(ErrorCode code, String detail) {
        super(code, detail);
    }
}
