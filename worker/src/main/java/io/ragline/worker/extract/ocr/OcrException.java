package io.ragline.worker.extract.ocr;

/** The text of a picture could not be read; the message says why, for people. */
public final class OcrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OcrException(String message) {
        super(message);
    }

    OcrException(String message, Throwable cause) {
        super(message, cause);
    }
}
