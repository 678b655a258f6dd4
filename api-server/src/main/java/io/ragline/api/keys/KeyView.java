package io.ragline.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.ApiKeyEntity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key, as lists show it.
 *
 * @param begins how the key begins, to tell it from others
 * @param collections names of the only ones that it is for; absent if it is for all
 * @param key the key itself, right after it was made and never again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(
        UUID keyId,
        String name,

        @Schema(enumeration = {"reader", "writer", "admin", "operator"})
        String role,

        String begins,
        @Nullable List<String> collections,
        Instant createdAt,
        @Nullable UUID createdBy,
        @Nullable Instant expiresAt,
        @Schema(description = "To the minute") @Nullable Instant lastUsedAt,

        @Schema(description = "From then on it is refused") @Nullable
        Instant revokedAt,

        @Schema(description = "The key itself, right after it was made and never again") @Nullable
        String key) {

    static KeyView of(ApiKeyEntity key, @Nullable List<String> collections, @Nullable String whole) {
        return new KeyView(
                key.id,
                key.name,
                key.role.id(),
                "rl_" + key.publicId,
                collections,
                key.createdAt,
                key.createdBy,
                key.expiresAt,
                key.lastUsedAt,
                key.revokedAt,
                whole);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "key " + keyId;
    }
}
