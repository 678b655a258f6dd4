package io.ragline.blob;

/**
 * A file that the store has.
 *
 * @param sha256 of its content, 64 lower-case hexadecimal digits; its name in the store
 * @param size in bytes
 */
public record StoredBlob(String sha256, long size) {
    public StoredBlob {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'%s' is no SHA-256 in lower-case hexadecimal".formatted(sha256));
        }
    }
}
