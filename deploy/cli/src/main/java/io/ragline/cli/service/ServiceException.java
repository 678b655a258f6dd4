package io.ragline.cli.service;

/** A service cannot be started or reached. The message is for the person at the terminal: what happened, what to do. */
public class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceException(String message) {
        super(message);
    }

    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
