package io.ragline.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or was refused.
 *
 * @param keyId by which it was done; null where none is needed
 * @param keyName as the key was called then
 * @param operation such as {@code DELETE /api/v1/keys/{id}}
 * @param path with what it was done to
 * @param created where what it made is; null if it made nothing
 * @param status of the answer
 * @param address from which it came
 */
public record AuditEntry(
        UUID id,
        UUID tenantId,
        Instant at,
        @Nullable UUID keyId,
        @Nullable String keyName,
        String operation,
        String path,
        @Nullable String created,
        int status,
        String requestId,
        @Nullable String address) {
    public AuditEntry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(at);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(path);
        Objects.requireNonNull(requestId);
    }
}
