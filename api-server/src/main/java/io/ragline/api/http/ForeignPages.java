package io.ragline.api.http;

import io.ragline.api.access.KeysNeeded;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where no keys are needed, a browser on this machine would let any web page upload and delete: what a page of another site asks is
 * refused there, and what comes under a name that is not this machine's own, which such a page may have had pointed here.
 */
class ForeignPages {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int FORBIDDEN = 403;

    private final KeysNeeded needed;
    private final Optional<List<String>> allowed;

    ForeignPages(KeysNeeded needed, @ConfigProperty(name = "ragline.api.cors-origins") Optional<List<String>> allowed) {
        this.needed = needed;
        this.allowed = allowed;
    }

    void register(@Observes Router router) {
        if (!needed.needed()) {
            router.route().order(Integer.MIN_VALUE).handler(this::check);
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        HostAndPort named = request.authority(); // HTTP/2 has no Host header
        String host = named == null ? null : named.toString();
        String origin = request.getHeader("Origin");
        if (isOwn(host) && (origin == null || isOf(origin, host) || isAllowed(origin))) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(FORBIDDEN)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end("""
                        {"title":"Forbidden","status":403,"code":"FORBIDDEN","retryable":false,\
                        "detail":"Without keys, only this machine's own pages and programs are served, as localhost or 127.0.0.1. \
                        Allow an origin with RAGLINE_API_CORS_ORIGINS, or use keys: RAGLINE_AUTH_MODE=keys."}""");
    }

    private static boolean isOwn(@Nullable String host) {
        return host != null
                && OWN_NAMES.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            return URI.create(origin).getRawAuthority() instanceof String authority && authority.equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isAllowed(String origin) {
        return allowed.filter(origins -> origins.contains(origin)).isPresent();
    }
}
