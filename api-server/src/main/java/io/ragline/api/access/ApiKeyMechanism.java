package io.ragline.api.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.ragline.catalog.ApiKeyEntity;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.model.Role;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows who makes a request by its key, in {@code Authorization: Bearer} or {@code X-API-Key}. What is known of the key is had without
 * leaving the network's thread; PostgreSQL is asked on another.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {
    static final String HEADER = "X-API-Key";
    private static final String BEARER = "bearer ";

    private final KeysNeeded needed;
    private final KnownKeys known;
    private final ApiKeyRepository keys;
    private final Attempts attempts;
    /** What is being looked for: those who ask for the same meanwhile wait for the same answer. */
    private final Map<String, Uni<Optional<ApiKeyEntity>>> looking = new ConcurrentHashMap<>();

    ApiKeyMechanism(KeysNeeded needed, KnownKeys known, ApiKeyRepository keys, Attempts attempts) {
        this.needed = needed;
        this.known = known;
        this.keys = keys;
        this.attempts = attempts;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        if (!needed.needed()) {
            return Uni.createFrom().item(identity("local", Role.OPERATOR).build());
        }
        String given = given(context.request());
        if (given == null) {
            return attempts.count(context).chain(() -> Uni.createFrom().nullItem());
        }
        Optional<KeyText> text = KeyText.parse(given);
        if (text.isEmpty()) {
            return refused(context, "This is no key of Ragline: one begins with rl_ and has 58 characters.");
        }
        Optional<ApiKeyEntity> fresh = known.fresh(text.get().publicId());
        return fresh != null
                ? check(context, text.get(), fresh)
                : look(context, text.get()).chain(key -> check(context, text.get(), key));
    }

    private static @Nullable String given(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader(HEADER);
    }

    /**
     * Looks a key up. Who tries many keys must not have each looked up, so a try is counted before; {@link #check} counts it again if it
     * comes to nothing. A key that was right lately is looked up whatever else comes from the same address.
     */
    private Uni<Optional<ApiKeyEntity>> look(RoutingContext context, KeyText text) {
        if (known.wasRight(text)) {
            return lookUp(text);
        }
        String what = Attempts.address(context) + ' ' + text.publicId();
        return looking.computeIfAbsent(
                what,
                id -> attempts.count(context)
                        .chain(() -> lookUp(text))
                        .call(() -> attempts.giveBack(context))
                        .onTermination()
                        .invoke(() -> looking.remove(id))
                        .memoize()
                        .indefinitely());
    }

    private Uni<Optional<ApiKeyEntity>> lookUp(KeyText text) {
        return Uni.createFrom().item(() -> lookNow(text)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<ApiKeyEntity> lookNow(KeyText text) {
        Optional<ApiKeyEntity> key = known.look(text.publicId());
        Instant now = Instant.now();
        key.filter(found -> text.matches(found.secretSha256) && known.isToSay(found.id, now))
                .ifPresent(found -> keys.used(found.id, now));
        return key;
    }

    private Uni<SecurityIdentity> check(RoutingContext context, KeyText text, Optional<ApiKeyEntity> found) {
        String refusal = refusal(text, found);
        if (refusal != null || found.isEmpty()) {
            return refused(context, String.valueOf(refusal));
        }
        ApiKeyEntity key = found.get();
        return Uni.createFrom()
                .item(identity(key.name, key.role).addAttribute(Caller.KEY, key).build());
    }

    /** Why a key is not to be let in; null if it is. */
    static @Nullable String refusal(KeyText text, Optional<ApiKeyEntity> found) {
        // compared in any case, so that timing does not tell which keys there are
        boolean proved = text.matches(found.map(key -> key.secretSha256).orElse(new byte[0]));
        if (found.isEmpty() || !proved) {
            return "This key is not known here.";
        }
        ApiKeyEntity key = found.get();
        Instant now = Instant.now();
        if (key.revokedAt != null && !now.isBefore(key.revokedAt)) {
            return "This key was revoked.";
        }
        return key.expiresAt != null && !now.isBefore(key.expiresAt) ? "This key has expired." : null;
    }

    private static QuarkusSecurityIdentity.Builder identity(String name, Role role) {
        QuarkusSecurityIdentity.Builder identity =
                QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
        role.implied().forEach(each -> identity.addRole(each.id()));
        return identity;
    }

    private Uni<SecurityIdentity> refused(RoutingContext context, String why) {
        return attempts.count(context).chain(() -> Uni.createFrom().failure(new AuthenticationFailedException(why)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"Ragline\""));
    }
}
