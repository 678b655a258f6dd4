package io.ragline.api.http;

import io.ragline.job.SecretKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells whether two requests ask for the same: a SHA-256 of all their parts, in order. */
public final class Fingerprint {
    private final MessageDigest digest;

    /** @param what kind of request, such as {@code query} */
    public Fingerprint(String what) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
        add(what);
    }

    public Fingerprint add(@Nullable Object part) {
        return add(part == null ? null : part.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A secret, so that it can't be guessed from the fingerprint by whoever knows the other parts. */
    public Fingerprint addSecret(@Nullable String secret, SecretKey key) {
        return add(secret == null ? null : key.stampOf("fingerprint", secret));
    }

    private Fingerprint add(byte @Nullable [] bytes) {
        // the length keeps "ab" + "c" and "a" + "bc" apart, and null from empty
        digest.update(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).flip());
        digest.update(bytes == null ? new byte[0] : bytes);
        return this;
    }

    /** A file by its content. */
    public Fingerprint add(Path file) throws IOException {
        digest.update(ByteBuffer.allocate(8).putLong(Files.size(file)).flip());
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return this;
    }

    /** In hex; ends the fingerprint. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
