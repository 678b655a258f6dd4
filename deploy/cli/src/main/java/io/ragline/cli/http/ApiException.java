package io.ragline.cli.http;

/** The API refused, or did not answer. The message is for the person at the terminal. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status of the HTTP response; 0 when there was none
     * @param code the API's stable code; empty when it gave none
     */
    ApiException(String message, int status, String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Whether the API could not be reached or was busy, so that asking again may help. */
    public boolean isPassing() {
        return status == 0 || status == 429 || status >= 502;
    }
}
