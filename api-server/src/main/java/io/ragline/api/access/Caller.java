package io.ragline.api.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.Ids;
import io.ragline.catalog.Reach;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whose request is being worked on. Without keys, the operator of the tenant that there always is. */
@ApplicationScoped
public class Caller {
    /** Of a {@link SecurityIdentity}: the {@link ApiKeyEntity}. */
    static final String KEY = "ragline.key";

    private final SecurityIdentity identity;

    /** @param identity of whatever request is being worked on */
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who makes a request, by what was found out about it. */
    public static Caller of(SecurityIdentity identity) {
        return new Caller(identity);
    }

    /** The key; empty where none is needed. */
    private Optional<ApiKeyEntity> key() {
        return Optional.ofNullable(identity.getAttribute(KEY));
    }

    public UUID tenantId() {
        return key().map(key -> key.tenantId).orElse(Ids.DEFAULT_TENANT);
    }

    /** The key's id; empty where none is needed. */
    public Optional<UUID> keyId() {
        return key().map(key -> key.id);
    }

    public Optional<String> keyName() {
        return key().map(key -> key.name);
    }

    public Role role() {
        return key().map(key -> key.role).orElse(Role.OPERATOR);
    }

    private static UUID holder(ApiKeyEntity key) {
        return key.holder == null ? key.id : key.holder;
    }

    /** How far into the tenant the caller may look. */
    public Reach reach() {
        ApiKeyEntity key = identity.getAttribute(KEY);
        if (key == null || key.role.compareTo(Role.ADMIN) >= 0) {
            return new Reach(tenantId(), key == null ? null : key.id, key == null ? null : holder(key), true, null);
        }
        return new Reach(
                key.tenantId, key.id, holder(key), false, key.collections == null ? null : Set.of(key.collections));
    }
}
