package io.ragline.worker.extract.container;

import java.io.EOFException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a file to whoever uploaded it, without the codes of the libraries that found it. */
public final class Damage {
    private Damage() {}

    /** Goes on after a colon. */
    public static String of(Exception e) {
        String said = e.getMessage();
        return switch (e) {
            case EOFException cutOff -> "it ends too early";
            case ZipException zip -> "it is no whole ZIP file (%s)".formatted(said(said));
            default -> said(said);
        };
    }

    private static String said(@Nullable String message) {
        return message == null || message.isBlank() ? "its content is not what its format demands" : message;
    }
}
