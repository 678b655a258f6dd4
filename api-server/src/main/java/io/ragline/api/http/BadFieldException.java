package io.ragline.api.http;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;

/** A field of a request has a value that it can't have. */
public class BadFieldException extends RaglineException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field its name in JSON or in the query string
     * @param detail what is allowed, in a sentence that names the field
     */
    public BadFieldException(String field, String detail) {
        super(ErrorCode.BAD_REQUEST, detail);
        this.field = field;
    }

    /**
     * @param code why it can't, where there is a code for that
     * @param field its name in JSON or in the query string
     * @param detail what is wrong, in a sentence
     */
    public BadFieldException(ErrorCode code, String field, String detail) {
        super(code, detail);
        this.field = field;
    }

    /** Its name in JSON or in the query string. */
    public String field() {
        return field;
    }
}
