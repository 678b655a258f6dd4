package io.ragline.api.access;

import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, rotates and revokes keys. */
@ApplicationScoped
public class Keys {
    private final ApiKeyRepository keys;
    private final KnownKeys known;

    Keys(ApiKeyRepository keys, KnownKeys known) {
        this.keys = keys;
        this.known = known;
    }

    /** The key, if it is one that is valid now; asks PostgreSQL if it was not used lately. */
    public Optional<ApiKeyEntity> valid(String whole) {
        Optional<KeyText> text = KeyText.parse(whole);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiKeyEntity> fresh = known.fresh(text.get().publicId());
        Optional<ApiKeyEntity> key =
                fresh != null ? fresh : known.look(text.get().publicId());
        return ApiKeyMechanism.refusal(text.get(), key) == null ? key : Optional.empty();
    }

    /**
     * A key that was just made.
     *
     * @param whole the key itself, which can't be had another time
     */
    public record Made(ApiKeyEntity key, String whole) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "key " + key.id;
        }
    }

    /**
     * What a key is to be.
     *
     * @param collections the only ones that it is for; null for all of the tenant
     * @param expiresAt null for never
     * @param by the key by which it is made; null where none is needed
     */
    public record Wanted(
            UUID tenantId,
            String name,
            Role role,
            UUID @Nullable [] collections,
            @Nullable Instant expiresAt,
            @Nullable UUID by) {}

    public Made make(Wanted wanted) {
        KeyText text = KeyText.random();
        ApiKeyEntity key = of(text, wanted.tenantId(), wanted.by());
        key.name = wanted.name();
        key.role = wanted.role();
        key.collections = wanted.collections();
        key.expiresAt = wanted.expiresAt();
        keys.add(key);
        return new Made(key, text.whole());
    }

    static ApiKeyEntity of(KeyText text, UUID tenantId, @Nullable UUID by) {
        ApiKeyEntity key = new ApiKeyEntity();
        key.id = Ids.next();
        key.tenantId = tenantId;
        key.publicId = text.publicId();
        key.secretSha256 = text.secretSha256();
        key.createdBy = by;
        key.createdAt = Instant.now();
        return key;
    }

    /** Makes a key that may do what the old one may, which ends at {@code oldUntil}. */
    public Made rotate(UUID tenantId, UUID id, Instant oldUntil, @Nullable UUID by) {
        ApiKeyEntity old = keys.ofTenant(tenantId, id);
        KeyText text = KeyText.random();
        ApiKeyEntity next = of(text, tenantId, by);
        keys.rotate(tenantId, id, next, oldUntil);
        known.changed(old.publicId);
        return new Made(next, text.whole());
    }

    /** Lets a key be used no more. */
    public ApiKeyEntity revoke(UUID tenantId, UUID id) {
        ApiKeyEntity key = keys.revoke(tenantId, id, Instant.now());
        known.changed(key.publicId);
        return key;
    }
}
