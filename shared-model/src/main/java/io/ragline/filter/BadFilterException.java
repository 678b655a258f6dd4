package io.ragline.filter;

/** A filter that says nothing that can be understood. The message is for the caller. */
public final class BadFilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private final String path;

    BadFilterException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** Which part is meant, such as {@code filter.and[1].field}. */
    public String path() {
        return path;
    }
}
