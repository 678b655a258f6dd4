package io.ragline.job;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that this installation hides with what must not be readable in Redis and PostgreSQL: the one that is configured,
 * else one in the data folder, made at random when first needed.
 */
public final class SecretKey {
    private static final int SHORTEST = 16;
    private static final String MAC = "HmacSHA256";

    private final Optional<String> configured;
    private final Path file;
    private byte[] bytes = {};

    /**
     * @param configured at least 16 characters; the same for every process
     * @param home the data folder, which all processes share if none is configured
     */
    public SecretKey(Optional<String> configured, Path home) {
        if (configured.isPresent() && configured.get().length() < SHORTEST) {
            throw new IllegalArgumentException("ragline.secret-key needs at least %d characters".formatted(SHORTEST));
        }
        this.configured = configured;
        this.file = home.resolve("secret.key");
    }

    /** 32 bytes. */
    synchronized byte[] bytes() {
        if (bytes.length == 0) {
            bytes = sha256(configured.orElseGet(this::fromFile));
        }
        return bytes.clone();
    }

    /**
     * Tells secrets apart without telling them: HMAC-SHA256, which nobody without the key can try guesses on.
     *
     * @param purpose so that what stands for a secret in one place says nothing in another
     * @return 32 bytes
     */
    public byte[] stampOf(String purpose, String secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(bytes(), MAC));
            mac.update(sha256(purpose));
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private String fromFile() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new RaglineException(
                    ErrorCode.INTERNAL_ERROR,
                    "The key in %s can't be read or made: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Whole from the first moment on, and readable by its owner alone. */
    private void make() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", ownerOnly());
        try {
            Files.writeString(partial, HexFormat.of().formatHex(random), StandardOpenOption.WRITE);
            Files.createLink(file, partial);
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
